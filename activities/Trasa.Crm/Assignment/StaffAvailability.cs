using Trasa.Crm.Records;
using Trasa.Engine.Doors;

namespace Trasa.Crm.Assignment;

internal sealed class StaffAvailability(AssignmentRules rules, TeamReader teams, IRecords records, TimeProvider time) : IAvailability
{
    private static readonly Work AnyWork = new([]);

    public async Task<IReadOnlyList<Availability>> ListAsync(RecordReference? except, CancellationToken cancellationToken)
    {
        var on = await rules.BeginAsync(time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        var people = await records.QueryAsync(null, new("user", [new("active", FieldOperator.Equal, true)], OrderBy: ["name"], Take: 1000), Actor.System, cancellationToken).ConfigureAwait(false);
        var standing = await teams.StandingAsync(people.Records, on.At, except, cancellationToken).ConfigureAwait(false);
        return [.. standing.Select(person => Of(person, on))];
    }

    private static Availability Of(Candidate person, Deliberation on)
    {
        var opinion = on.Judge(person, AnyWork);
        return new(person.Id, person.Name, person.Status, person.Load, person.Capacity)
        {
            AwayUntil = person.AwayUntil,
            Weight = opinion.Load,
            IsFull = opinion.Dropped.Any(reason => reason.Code == "capacity"),
        };
    }
}
