using Trasa.Activities.Deciding;
using Trasa.Crm.Assignment;
using Trasa.Crm.Intake;
using Trasa.Crm.Records;
using Trasa.Crm.Sla;
using Trasa.Engine.Doors;

namespace Trasa.Crm.Cases;

/// <summary>What became of a message: why it is stuck, or its case, how it was classified, its due times and who got it, each with the reason.</summary>
public sealed class CaseReport(IRecords records, IRecordTitles titles, ISlaClocks clocks, IDecisionRecords decisions, IQueue queue, Quarantine quarantine)
{
    /// <summary>The report as plain values, ready for JSON.</summary>
    public async Task<Dictionary<string, object?>> OfMessageAsync(Guid messageId, CancellationToken cancellationToken)
    {
        var message = await records.FindAsync(null, "message", messageId, Actor.System, cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"There is no message {messageId}.");
        var report = new Dictionary<string, object?>
        {
            ["from"] = message.Text("from"),
            ["subject"] = message.Text("subject"),
            ["language"] = message.Text("language"),
            ["state"] = message.Text("state"),
            ["reason"] = message.Text("stateReason"),
        };
        if (await quarantine.OfMessageAsync(messageId, cancellationToken).ConfigureAwait(false) is { } stuck)
            (report["outcome"], report["reason"]) = (nameof(IntakeOutcome.Quarantined), stuck.Reason);
        if (message.Link("case") is { } caseId && await records.FindAsync(null, "case", caseId, Actor.System, cancellationToken).ConfigureAwait(false) is { } found)
            report["case"] = await OfCaseAsync(found, cancellationToken).ConfigureAwait(false);
        return report;
    }

    private async Task<Dictionary<string, object?>> OfCaseAsync(Record found, CancellationToken cancellationToken)
    {
        var subject = found.Reference.ToString();
        var clocksOfCase = await clocks.OfSubjectAsync(subject, cancellationToken).ConfigureAwait(false);
        var assignment = await LastAsync(subject, "R-ASSIGN", cancellationToken).ConfigureAwait(false);
        var waiting = await queue.FindAsync(subject, cancellationToken).ConfigureAwait(false);
        return new()
        {
            ["number"] = found.Text("number"),
            ["status"] = found.Text("status"),
            ["language"] = found.Text("language"),
            ["contact"] = await TitleAsync(found, "contact", "contact", cancellationToken).ConfigureAwait(false),
            ["company"] = await TitleAsync(found, "company", "company", cancellationToken).ConfigureAwait(false),
            ["topic"] = found.Text("topic"),
            ["problemKind"] = found.Text("problemKind"),
            ["product"] = await TitleAsync(found, "product", "product", cancellationToken).ConfigureAwait(false),
            ["score"] = found["score"],
            ["priority"] = found.Text("priority"),
            ["policy"] = clocksOfCase is [.., var last] ? last.Policy : null,
            ["response"] = Target(clocksOfCase, "response"),
            ["resolution"] = Target(clocksOfCase, "resolution"),
            ["team"] = await TitleAsync(found, "team", "team", cancellationToken).ConfigureAwait(false),
            ["assignee"] = await TitleAsync(found, "assignee", "user", cancellationToken).ConfigureAwait(false),
            ["queue"] = waiting is null ? null : new Dictionary<string, object?> { ["position"] = waiting.Position, ["priority"] = waiting.Priority },
            ["reason"] = assignment?.Explanation.Reason,
            ["candidates"] = assignment?.Explanation.Candidates.Select(Candidate).ToList() ?? [],
            ["decisions"] = await DecisionsAsync(subject, cancellationToken).ConfigureAwait(false),
            ["previousCase"] = found.Link("previousCase") is { } previous ? (await records.FindAsync(null, "case", previous, Actor.System, cancellationToken).ConfigureAwait(false))?.Text("number") : null,
        };
    }

    private static Dictionary<string, object?>? Target(IReadOnlyList<SlaClock> clocks, string target) =>
        clocks.LastOrDefault(clock => clock.Target == target) is not { } clock ? null : new()
        {
            ["due"] = clock.DueAt,
            ["state"] = SlaView.Words(clock.State),
            ["allowed"] = clock.Duration.ToWords(),
            ["calendar"] = clock.Calendar,
            ["howComputed"] = clock.Explanation.ToString().Split('\n'),
        };

    private static Dictionary<string, object?> Candidate(CandidateVerdict candidate) => new()
    {
        ["name"] = candidate.Name,
        ["rank"] = candidate.Rank,
        ["load"] = candidate.Weight,
        ["preferred"] = candidate.Preferred,
        ["dropped"] = candidate.Dropped.Select(reason => reason.Text).ToList(),
        ["wouldDiffer"] = candidate.WouldDiffer,
    };

    private async Task<List<Dictionary<string, object?>>> DecisionsAsync(string subject, CancellationToken cancellationToken)
    {
        var page = await decisions.QueryAsync(new(subject, Kind: DecisionKind.Decision, Take: 200), cancellationToken).ConfigureAwait(false);
        return [.. page.Records.Reverse().Where(decision => decision.DefinitionKey != "R-CHANNEL").Select(decision => new Dictionary<string, object?>
        {
            ["decision"] = decision.DefinitionKey,
            ["version"] = decision.DefinitionVersion,
            ["matched"] = decision.Explanation.Matched.Select(row => $"{row.Table}: {row.Row}").ToList(),
        })];
    }

    private async Task<DecisionRecord?> LastAsync(string subject, string key, CancellationToken cancellationToken)
    {
        var page = await decisions.QueryAsync(new(subject, DefinitionKey: key, Take: 1), cancellationToken).ConfigureAwait(false);
        return page.Records is [var last] ? last : null;
    }

    private async Task<string?> TitleAsync(Record found, string field, string type, CancellationToken cancellationToken) =>
        found.Link(field) is { } id ? (await titles.OfAsync([new(type, id)], Actor.System, cancellationToken).ConfigureAwait(false)).GetValueOrDefault(new(type, id)) : null;
}
