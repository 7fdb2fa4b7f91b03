using System.Text.Json.Nodes;
using Trasa.Activities.Deciding;

namespace Trasa.Crm.Scenarios.Steps;

/// <summary>
/// <c>{ "expectDecision": { "case": { find }, "key": "R-ASSIGN", "dropped": { "name": "words of the reason" }, "matched": "row",
/// "reason": "words" } }</c>: what the last decision of the key about the case says. Another record stands as
/// <c>"type": "claim", "find": { }</c> in the place of the case.
/// </summary>
internal sealed class ExpectDecisionStep(IDecisionRecords decisions) : IScenarioStep
{
    public string Key => "expectDecision";

    public async Task RunAsync(ScenarioWorld world, JsonNode arguments, CancellationToken cancellationToken)
    {
        var about = arguments.TextOrNull("type") is { } type
            ? await world.OneAsync(type, arguments.Object("find"), cancellationToken).ConfigureAwait(false)
            : await world.OneAsync("case", arguments.Object("case"), cancellationToken).ConfigureAwait(false);
        var key = arguments.Text("key");
        var page = await decisions.QueryAsync(new(about.Reference.ToString(), DefinitionKey: key, Take: 1), cancellationToken).ConfigureAwait(false);
        if (page.Records is not [var decision]) throw new ScenarioFailedException($"no decision {key} was recorded about {about.Text("number")}.");
        Matched(arguments.TextOrNull("matched"), decision);
        Dropped(arguments.ObjectOrNull("dropped"), decision);
        if (arguments.TextOrNull("reason") is { } reason && decision.Explanation.Reason?.Contains(reason, StringComparison.OrdinalIgnoreCase) != true)
            throw new ScenarioFailedException($"the reason is '{decision.Explanation.Reason}', expected '{reason}' in it.");
    }

    private static void Matched(string? row, DecisionRecord decision)
    {
        if (row is not null && !decision.Explanation.Matched.Any(matched => matched.Row == row))
            throw new ScenarioFailedException($"matched {string.Join(", ", decision.Explanation.Matched.Select(matched => matched.Row))}, expected {row}.");
    }

    private static void Dropped(JsonObject? expected, DecisionRecord decision)
    {
        foreach (var (name, reason) in expected ?? [])
        {
            var verdict = decision.Explanation.Candidates.FirstOrDefault(candidate => candidate.Name == name)
                ?? throw new ScenarioFailedException($"{name} is not among the candidates: {string.Join(", ", decision.Explanation.Candidates.Select(candidate => candidate.Name))}.");
            var said = string.Join("; ", verdict.Dropped.Select(drop => drop.Text));
            if (!said.Contains(reason!.GetValue<string>(), StringComparison.OrdinalIgnoreCase))
                throw new ScenarioFailedException($"{name} was dropped because '{said}', expected '{reason}' in it.");
        }
    }
}
