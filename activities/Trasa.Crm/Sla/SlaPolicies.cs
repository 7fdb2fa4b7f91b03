using Trasa.Activities.Deciding;
using Trasa.Crm.Records;
using Trasa.Engine.Calendars;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Sla;

internal sealed class SlaPolicies(IDatabase database, ISlaClocks clocks, SlaSubjects subjects, IDecisions decisions, IDecisionRecords records, TimeProvider time) : ISlaPolicies
{
    public async Task<IReadOnlyList<SlaChange>> RecalculateAsync(SlaMoment moment, string subject, string decision, string reason, CancellationToken cancellationToken)
    {
        var open = await SlaTable.OpenAsync(moment.Work, subject, null, cancellationToken).ConfigureAwait(false);
        if (open.Count == 0) return [];
        var priority = await subjects.PriorityAsync(moment.Work, subject, cancellationToken).ConfigureAwait(false);
        var asked = await records.QueryAsync(new(Subject: subject, DefinitionKey: decision, Take: 1), cancellationToken).ConfigureAwait(false);
        if (asked.Records is not [var last, ..])
            return await clocks.RetargetAsync(moment, subject, null, null, priority, reason, cancellationToken).ConfigureAwait(false);

        var inputs = new Dictionary<string, object?>((IReadOnlyDictionary<string, object?>)RecordJson.Read(last.Inputs)!) { ["priority"] = priority };
        var request = new DecisionRequest(decision, null, inputs, moment.At, moment.Actor, Subject: subject);
        var result = await decisions.DecideAsync(moment.Work, request, cancellationToken).ConfigureAwait(false);
        if (result.Value is not IReadOnlyDictionary<string, object?> policy)
            throw new DecisionNotFoundException($"'{decision}' gives no policy for {subject}; add a row that fits.");
        var changes = new List<SlaChange>();
        foreach (var clock in open)
            changes.AddRange(await clocks.RetargetAsync(moment, subject, clock.Target, Terms(policy, clock, result.RecordId), priority, reason, cancellationToken).ConfigureAwait(false));
        return changes;
    }

    public async Task<IReadOnlyList<SlaRecalculation>> RecalculateOpenAsync(string? policy, string decision, string reason, Actor actor, CancellationToken cancellationToken)
    {
        var results = new List<SlaRecalculation>();
        var open = await clocks.OpenAsync(policy, int.MaxValue, cancellationToken).ConfigureAwait(false);
        foreach (var subject in open.Select(clock => clock.Subject).Distinct())
        {
            var work = await database.BeginAsync(cancellationToken).ConfigureAwait(false);
            await using var _ = work.ConfigureAwait(false);
            try
            {
                var changes = await RecalculateAsync(new(work, time.GetUtcNow(), actor), subject, decision, reason, cancellationToken).ConfigureAwait(false);
                await work.CommitAsync(cancellationToken).ConfigureAwait(false);
                results.Add(new(subject, changes, null));
            }
            catch (Exception problem) when (problem is DecisionNotFoundException or SlaCalendarException or ConcurrencyException or FormatException)
            {
                results.Add(new(subject, [], problem.Message));
            }
        }

        return results;
    }

    /// <summary>The field of the policy that is the target's time, e.g. <c>resolution</c>, or <c>firstResponse</c> for the response. What is not said stays.</summary>
    private static SlaTerms Terms(IReadOnlyDictionary<string, object?> policy, SlaClock clock, Guid record)
    {
        var first = "first" + char.ToUpperInvariant(clock.Target[0]) + clock.Target[1..];
        return new(
            Text("policy") ?? clock.Policy,
            Text("calendar") ?? clock.Calendar,
            (Text(clock.Target) ?? Text(first)) is { } duration ? BusinessDuration.Parse(duration) : clock.Duration,
            Text("warnBefore") is { } warn ? BusinessDuration.Parse(warn) : clock.WarnBefore,
            record);

        string? Text(string field) => policy.GetValueOrDefault(field) as string is { Length: > 0 } text ? text : null;
    }
}
