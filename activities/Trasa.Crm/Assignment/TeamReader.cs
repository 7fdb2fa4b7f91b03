using System.Data.Common;
using System.Globalization;
using Trasa.Crm.Messaging;
using Trasa.Crm.Metadata;
using Trasa.Crm.Organisation;
using Trasa.Crm.Records;
using Trasa.Crm.Schema;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Assignment;

/// <summary>The people of a team as they stand inside the transaction.</summary>
internal sealed class TeamReader(IRecords records, IRecordTypes types, IDatabase database, MessagingOptions messaging)
{
    public async Task<Record> FindAsync(IUnitOfWork? work, string team, CancellationToken cancellationToken)
    {
        var wanted = Guid.TryParse(team, out var id) ? new FieldCondition("id", FieldOperator.Equal, id) : new FieldCondition("key", FieldOperator.Equal, team);
        var page = await records.QueryAsync(work, new("team", [wanted], Take: 1), Actor.System, cancellationToken).ConfigureAwait(false);
        return page.Records is [var found, ..] ? found : throw new AssignmentException($"There is no team '{team}'.");
    }

    /// <summary>
    /// Locks what a choice for the team depends on, until the transaction ends: first the record, then the team, then its
    /// people in order, so that two choices never wait for each other in a ring.
    /// </summary>
    public static async Task LockAsync(IUnitOfWork work, RecordReference? subject, Guid teamId, IEnumerable<Guid> people, CancellationToken cancellationToken)
    {
        if (subject is { } record) await RecordLocks.TakeAsync(work, record.Type, [record.Id], cancellationToken).ConfigureAwait(false);
        await RecordLocks.TakeAsync(work, "team", [teamId], cancellationToken).ConfigureAwait(false);
        await RecordLocks.TakeAsync(work, "user", people, cancellationToken).ConfigureAwait(false);
    }

    public async Task<List<Record>> MembersAsync(IUnitOfWork? work, Guid teamId, CancellationToken cancellationToken)
    {
        var page = await records.QueryAsync(work, new("user", [new("teams", FieldOperator.Contains, teamId)], OrderBy: ["name"], Take: 1000), Actor.System, cancellationToken).ConfigureAwait(false);
        return [.. page.Records];
    }

    /// <param name="work">The transaction that decides.</param>
    /// <param name="members">The team's user records.</param>
    /// <param name="at">The moment of the choice.</param>
    /// <param name="except">A record whose own weight does not count.</param>
    /// <param name="cancellationToken">Stops waiting for the database.</param>
    public async Task<List<Candidate>> CandidatesAsync(IUnitOfWork work, IReadOnlyList<Record> members, DateTimeOffset at, RecordReference? except, CancellationToken cancellationToken)
    {
        if (members.Count == 0) return [];
        var away = await AwayAsync(work, at, cancellationToken).ConfigureAwait(false);
        var loads = await LoadsAsync(work.Command, [.. members.Select(member => member.Id)], except, cancellationToken).ConfigureAwait(false);
        var turns = await TurnsAsync(work, members, cancellationToken).ConfigureAwait(false);
        return [.. members.Select(member => Standing(member, away, loads) with { LastAssignedAt = turns.TryGetValue(member.Id, out var turn) ? turn : null })];
    }

    /// <summary>How these people stand beside all transactions: what they have to do, and whether they are there.</summary>
    /// <param name="people">User records.</param>
    /// <param name="at">The moment that counts.</param>
    /// <param name="except">A record whose own weight does not count.</param>
    /// <param name="cancellationToken">Stops waiting for the database.</param>
    public async Task<List<Candidate>> StandingAsync(IReadOnlyList<Record> people, DateTimeOffset at, RecordReference? except, CancellationToken cancellationToken)
    {
        if (people.Count == 0) return [];
        var away = await AwayAsync(null, at, cancellationToken).ConfigureAwait(false);
        var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        var loads = await LoadsAsync(connection.Command, [.. people.Select(person => person.Id)], except, cancellationToken).ConfigureAwait(false);
        return [.. people.Select(person => Standing(person, away, loads))];
    }

    private Candidate Standing(Record person, Dictionary<Guid, DateTimeOffset> away, Dictionary<Guid, WorkLoad> loads)
    {
        DateTimeOffset? until = away.TryGetValue(person.Id, out var end) ? end : null;
        var home = messaging.Home;
        return new(person.Id, person.Text("name") ?? "")
        {
            Active = person["active"] is true,
            Status = person.Text("status") ?? "offline",
            AwayUntil = until is { } back ? PersonalWords.Local(person, back, home) : null,
            Place = until is { } moment ? PersonalWords.Place(person, moment, home) : null,
            Capacity = person["capacity"] as decimal?,
            Load = loads.GetValueOrDefault(person.Id),
            Skills = Words(person, "skills"),
            Languages = Words(person, "languages"),
            Areas = Words(person, "areas"),
        };
    }

    private async Task<Dictionary<Guid, DateTimeOffset>> AwayAsync(IUnitOfWork? work, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var page = await records.QueryAsync(work, new("absence",
            [new("state", FieldOperator.Equal, "approved"), new("from", FieldOperator.LessOrEqual, at), new("to", FieldOperator.Greater, at)], Take: 1000), Actor.System, cancellationToken).ConfigureAwait(false);
        return page.Records.GroupBy(absence => absence.Link("user")!.Value).ToDictionary(group => group.Key, group => group.Max(absence => (DateTimeOffset)absence["to"]!));
    }

    /// <summary>What the people have to do, as committed.</summary>
    public async Task<Dictionary<Guid, WorkLoad>> LoadsAsync(IReadOnlyList<Guid> people, CancellationToken cancellationToken)
    {
        if (people.Count == 0) return [];
        var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        return await LoadsAsync(connection.Command, people, null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Everything declared as work that is not over, and what is offered.</summary>
    private async Task<Dictionary<Guid, WorkLoad>> LoadsAsync(NewCommand command, IReadOnlyList<Guid> members, RecordReference? except, CancellationToken cancellationToken)
    {
        var (list, people) = In(members);
        var rows = await command(
            $"""
            {string.Concat(types.Current.All.Where(type => type is { Work: not null, Status: not null }).Select(type => Open(type, list)))}
            select user_id, priority, count(*) from assignment_offer where user_id in ({list}) and subject <> @subject group by user_id, priority
            """,
            [.. people, ("except", except?.Id ?? Guid.Empty), ("subject", except?.ToString() ?? "")])
            .QueryAsync(row => (User: row.GetGuid(0), Priority: row.StringOrNull(1), Count: Convert.ToInt32(row.GetValue(2), CultureInfo.InvariantCulture)), cancellationToken).ConfigureAwait(false);
        var loads = new Dictionary<Guid, WorkLoad>();
        foreach (var (user, priority, count) in rows) loads[user] = loads.GetValueOrDefault(user).With(priority, count);
        return loads;
    }

    private static string Open(RecordType type, string people)
    {
        var (work, assignee) = (type.Work!, SqlName.Column(type.Work!.Assignee));
        var priority = work.Priority is { } field ? SqlName.Column(field) : "cast(null as text)";
        var over = work.Over.Count == 0 ? "" : $"and {SqlName.Column(type.Status!.Field)} not in ({string.Join(", ", work.Over.Select(state => $"'{state.Replace("'", "''", StringComparison.Ordinal)}'"))})";
        return $"select {assignee}, {priority}, count(*) from {SqlName.Table(type.Key)} where {assignee} in ({people}) {over} and id <> @except group by 1, 2\nunion all\n";
    }

    private static async Task<Dictionary<Guid, DateTimeOffset>> TurnsAsync(IUnitOfWork work, IReadOnlyList<Record> members, CancellationToken cancellationToken)
    {
        var (list, people) = In([.. members.Select(member => member.Id)]);
        var rows = await work.Command($"select user_id, assigned_at from assignment_turn where user_id in ({list})", people)
            .QueryAsync(row => (User: row.GetGuid(0), At: row.Instant(1)), cancellationToken).ConfigureAwait(false);
        return rows.ToDictionary(row => row.User, row => row.At);
    }

    private static (string List, (string, object?)[] Parameters) In(IReadOnlyList<Guid> members)
    {
        var parameters = members.Select((member, index) => ($"u{index}", (object?)member)).ToArray();
        return (string.Join(", ", parameters.Select(parameter => "@" + parameter.Item1)), parameters);
    }

    /// <summary>A command inside a transaction, or beside all of them.</summary>
    private delegate DbCommand NewCommand(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters);

    private static string[] Words(Record record, string field) => record[field] is IReadOnlyList<object?> words ? [.. words.OfType<string>()] : [];
}
