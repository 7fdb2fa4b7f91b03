using System.Collections;
using Trasa.Engine.Execution;
using Trasa.Model.Activities;

namespace Trasa.Activities.Deciding;

/// <summary>Evaluates a decision table or graph and leaves a decision record.</summary>
internal sealed class Decide(IDecisions decisions) : Activity
{
    private const string Done = "Done";

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Trasa.Decide",
        Category = "Decisions",
        DisplayName = "Decide",
        Description = "Evaluates a decision and records what it knew, which rows matched and which nearly did.",
        Inputs =
        [
            new("decision", "String", "The decision's key.", Required: true, Editor: "decision"),
            new("decisionVersion", "Int64", "The version; the latest published one when not given."),
            new("question", "String", "Which of its decisions, when it holds several."),
            new("input", "Object", "The values, by the names of the decision's input data.", Required: true),
            new("subject", "String", "The record that it is about, as type:id; the workflow's correlation when not given."),
            new("outcomes", "Object", "Results that control may leave through; anything else leaves through Done.", Editor: "list"),
            new("outcomeField", "String", "The field of the result that is compared with the outcomes, when it has several."),
        ],
        Outputs =
        [
            new("result", "Object", "What came out."),
            new("decisionRecord", "String", "The decision record."),
            new("evaluatedVersion", "Int64", "The version that was evaluated."),
        ],
        Outcomes = [Done],
        OutcomesFrom = "outcomes",
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var work = await context.WorkAsync(cancellationToken).ConfigureAwait(false);
        var result = await DecideAsync(work, Request(context), cancellationToken).ConfigureAwait(false);
        context.Output("result", result.Value);
        context.Output("decisionRecord", result.RecordId.ToString());
        context.Output("evaluatedVersion", (decimal)result.Version);
        context.Journal("Decided", new Dictionary<string, object?>
        {
            ["decision"] = context.Input<string>("decision"),
            ["version"] = (decimal)result.Version,
            ["record"] = result.RecordId.ToString(),
            ["matched"] = result.Explanation.Matched.Select(row => row.Row).ToList<object?>(),
            ["diagnostics"] = result.Explanation.Diagnostics.ToList<object?>(),
        });
        context.Complete(Outcome(context, result.Value));
    }

    private async Task<DecisionResult> DecideAsync(Engine.Stores.IUnitOfWork work, DecisionRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await decisions.DecideAsync(work, request, cancellationToken).ConfigureAwait(false);
        }
        catch (DecisionNotFoundException problem)
        {
            throw new ActivityFaultException(problem.Message, problem);
        }
    }

    private static DecisionRequest Request(ActivityContext context) => new(
        context.Input<string>("decision") is { Length: > 0 } key ? key : throw new ActivityFaultException("Say which decision is to be evaluated."),
        (int?)context.Input<decimal?>("decisionVersion"),
        context.Input<object>("input") switch
        {
            null => new Dictionary<string, object?>(),
            IReadOnlyDictionary<string, object?> values => values,
            var other => throw new ActivityFaultException($"The input of a decision is a context of named values, not a {other.GetType().Name}."),
        },
        context.Now,
        context.Actor,
        context.Input<string>("question"),
        context.Input<string>("subject") ?? context.CorrelationId,
        context.InstanceId,
        context.ActivityId);

    private static string Outcome(ActivityContext context, object? result)
    {
        if (context.Input<object>("outcomes") is not IEnumerable outcomes || outcomes is string) return Done;
        var told = result is IReadOnlyDictionary<string, object?> fields ? Field(fields, context.Input<string>("outcomeField")) : result;
        var text = told?.ToString();
        return outcomes.Cast<object?>().Select(outcome => outcome?.ToString()).FirstOrDefault(outcome => outcome is not null && string.Equals(outcome, text, StringComparison.OrdinalIgnoreCase)) ?? Done;
    }

    private static object? Field(IReadOnlyDictionary<string, object?> fields, string? name) =>
        name is { Length: > 0 } ? fields.GetValueOrDefault(name) : fields.Count == 1 ? fields.Values.First() : null;
}
