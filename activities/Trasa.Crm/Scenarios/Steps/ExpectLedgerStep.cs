using System.Text.Json.Nodes;
using Trasa.Crm.Sla;

namespace Trasa.Crm.Scenarios.Steps;

/// <summary>
/// <c>{ "expectLedger": { "case": { find }, "target": "resolution", "entry": "Retarget", "oldDue", "newDue", "reason": "words in it", "count" } }</c>:
/// the ledger of the clock has such a line, once unless <c>count</c> says otherwise.
/// </summary>
internal sealed class ExpectLedgerStep(ISlaClocks clocks) : IScenarioStep
{
    public string Key => "expectLedger";

    public async Task RunAsync(ScenarioWorld world, JsonNode arguments, CancellationToken cancellationToken)
    {
        var about = await world.OneAsync("case", arguments.Object("case"), cancellationToken).ConfigureAwait(false);
        var target = arguments.Text("target");
        var clock = await clocks.FindAsync(null, about.Reference.ToString(), target, cancellationToken).ConfigureAwait(false)
            ?? throw new ScenarioFailedException($"{about.Text("number")} has no clock for {target}.");
        var ledger = await clocks.LedgerAsync(clock.Id, cancellationToken).ConfigureAwait(false);
        var fitting = ledger.Count(line =>
            line.Kind.ToString() == arguments.Text("entry")
            && IsAt(arguments.TextOrNull("oldDue"), line.OldDue) && IsAt(arguments.TextOrNull("newDue"), line.NewDue)
            && (arguments.TextOrNull("reason") is not { } words || line.Reason.Contains(words, StringComparison.OrdinalIgnoreCase)));
        var expected = arguments.Number("count") ?? 1;
        if (fitting != expected) throw new ScenarioFailedException($"expected {expected} such lines, found {fitting} among {string.Join("; ", ledger.Select(Words))}");

        bool IsAt(string? wanted, DateTimeOffset? instant) => wanted is null || (instant is { } at && world.Local(at) == wanted);
        string Words(SlaEntry line) => $"{line.Kind} at {world.Local(line.At)} ({line.Reason}) {(line.OldDue is { } old ? world.Local(old) : "-")} -> {(line.NewDue is { } due ? world.Local(due) : "-")}";
    }
}
