using Trasa.Crm.Messaging;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Organisation;

/// <summary>Reads everything the chart is drawn from out of the records.</summary>
internal sealed class StaffReader(IRecords records, MessagingOptions messaging)
{
    private const int Page = 1000;

    /// <summary>Absences that ended longer ago than this are history.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(35);

    /// <param name="work">The transaction to read in, or null.</param>
    /// <param name="now">Absences over since long before this are left out.</param>
    /// <param name="cancellationToken">Stops waiting for the database.</param>
    public async Task<Staff> ReadAsync(IUnitOfWork? work, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var users = await AllAsync(work, new("user"), cancellationToken).ConfigureAwait(false);
        var positions = await AllAsync(work, new("position"), cancellationToken).ConfigureAwait(false);
        var departments = await AllAsync(work, new("department"), cancellationToken).ConfigureAwait(false);
        var teams = await AllAsync(work, new("team"), cancellationToken).ConfigureAwait(false);
        var absences = await AllAsync(work, new("absence", [new("state", FieldOperator.Equal, "approved"), new("to", FieldOperator.GreaterOrEqual, now - Kept)]), cancellationToken).ConfigureAwait(false);
        var substitutes = await AllAsync(work, new("substitute"), cancellationToken).ConfigureAwait(false);

        var people = users.ToDictionary(user => user.Id);
        var inTeams = users.SelectMany(user => Links(user, "teams"), (user, team) => (team, user.Id)).ToLookup(entry => entry.team, entry => entry.Id);
        return new(
            [.. users.Select(Member)],
            [.. positions.Select(position => new Position(position.Id, position.Text("key")!, position.Text("name")!, position.Link("department"), position.Link("reportsTo")))],
            [.. departments.Select(department => new Department(department.Id, department.Text("key")!, department.Text("name")!, department.Link("headPosition"), department.Link("head"), department.Link("parent")))],
            [.. teams.Select(team => new Team(team.Id, team.Text("key")!, team.Text("name")!, [.. inTeams[team.Id]], team.Link("supervisor")))],
            [.. absences.Select(absence => Leave(absence, people[absence.Link("user")!.Value]))],
            [.. substitutes.Select(Substitution)]);
    }

    private async Task<List<Record>> AllAsync(IUnitOfWork? work, RecordQuery query, CancellationToken cancellationToken)
    {
        var all = new List<Record>();
        while (true)
        {
            var page = await records.QueryAsync(work, query with { OrderBy = ["createdAt"], Skip = all.Count, Take = Page }, Actor.System, cancellationToken).ConfigureAwait(false);
            all.AddRange(page.Records);
            if (page.Records.Count < Page) return all;
        }
    }

    private static Member Member(Record user) => new(
        user.Id, user.Text("login")!, user.Text("name")!, user.Text("email"), user["active"] is true, [.. Links(user, "positions")], user.Link("department"));

    private Leave Leave(Record absence, Record person)
    {
        var until = Instant(absence, "to")!.Value;
        return new(person.Id, Instant(absence, "from")!.Value, PersonalWords.Local(person, until, messaging.Home), PersonalWords.Place(person, until, messaging.Home));
    }

    private static Substitution Substitution(Record substitute) => new(
        substitute.Link("user")!.Value, substitute.Link("substitute")!.Value, Instant(substitute, "from"), Instant(substitute, "to"), Scope(substitute.Text("scope")));

    private static string[] Scope(string? text) =>
        text is null || text.Trim().Equals("all", StringComparison.OrdinalIgnoreCase)
            ? []
            : text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static DateTimeOffset? Instant(Record record, string field) => record[field] as DateTimeOffset?;

    private static IEnumerable<Guid> Links(Record record, string field) =>
        record[field] is IReadOnlyList<object?> links ? links.OfType<Guid>() : [];
}
