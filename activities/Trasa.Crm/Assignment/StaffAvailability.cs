using Trasa.Crm.Records;
using Trasa.Engine.Doors;

namespace Trasa.Crm.Assignment;

internal sealed class StaffAvailability(AssignmentRules rules, TeamReader teams, IRecords records, TimeProvider time) : IAvailability
{
    /// <summary>People read at once; the records give no more.</summary>
    private const int Batch = 1000;

    private static readonly Work AnyWork = new([]);

    public async Task<IReadOnlyList<Availability>> ListAsync(RecordReference? except, CancellationToken cancellationToken)
    {
        var on = await rules.BeginAsync(time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        var all = new List<Availability>();
        int read;
        do
        {
            var people = await records.QueryAsync(null, new("user", [new("active", FieldOperator.Equal, true)], OrderBy: ["name"], Skip: all.Count, Take: Batch), Actor.System, cancellationToken).ConfigureAwait(false);
            var standing = await teams.StandingAsync(people.Records, on.At, except, cancellationToken).ConfigureAwait(false);
            all.AddRange(standing.Select(person => Of(person, on)));
            read = people.Records.Count;
        }
        while (read == Batch);
        return all;
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
