using System.Text.Json.Nodes;
using Trasa.Decisions.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;
using Trasa.Feel.Values;

namespace Trasa.Activities.Deciding;

internal sealed class PublishedDecisions(CompiledDecisions decisions, IDecisionRecords records, IIdentifiers identifiers) : IDecisions
{
    public async Task<DecisionResult> DecideAsync(IUnitOfWork work, DecisionRequest request, CancellationToken cancellationToken)
    {
        var model = await decisions.FindAsync(request.Key, request.Version, cancellationToken).ConfigureAwait(false);
        var outcome = CompiledDecisions.Choose(model, request.Key, request.Decision).Evaluate(request.Inputs, request.At);
        var recorded = RecordedTrace.Of(outcome.Trace);
        var explanation = Explain(recorded) with { Question = request.Decision };
        var record = new DecisionRecord(
            identifiers.Next(), DecisionKind.Decision, request.Key, model.Version, request.InstanceId, request.ActivityId, request.Subject, request.At, request.Actor.Name,
            Inputs(request, outcome.Trace.Facts), recorded.Result?.ToJsonString() ?? "null", explanation);
        await records.WriteAsync(work, record, cancellationToken).ConfigureAwait(false);
        return new(record.Id, model.Version, outcome.Value, explanation);
    }

    private static DecisionExplanation Explain(RecordedTrace recorded) => new()
    {
        Reason = recorded.Matched is [.., var last] ? last.Comment : null,
        Matched = [.. recorded.Matched.Select(match => new DecisionRow(match.Table, match.RuleId, match.Comment))],
        NearMisses = [.. recorded.NearMisses.Select(miss => new DecisionRow(miss.Table, miss.RuleId, miss.Comment, $"{miss.Column}: {miss.Cell}, but it was {miss.Actual?.ToJsonString() ?? "null"}"))],
        Diagnostics = [.. recorded.Diagnostics.Select(diagnostic => diagnostic.ToString())],
    };

    /// <summary>Everything that was given, also what no row looked at: a later version may, and is tried on these; and what was asked besides.</summary>
    private static string Inputs(DecisionRequest request, IReadOnlyDictionary<string, FeelValue> facts)
    {
        var inputs = (FeelJson.ToNode(FeelValue.From(request.Inputs)) as JsonObject) ?? [];
        foreach (var (question, answer) in facts) inputs[question] = FeelJson.ToNode(answer);
        return inputs.ToJsonString();
    }
}
