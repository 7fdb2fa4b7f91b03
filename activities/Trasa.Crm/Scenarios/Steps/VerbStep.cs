using System.Text.Json.Nodes;
using Trasa.Crm.Records;

namespace Trasa.Crm.Scenarios.Steps;

/// <summary>
/// Somebody uses a verb of a record type: <c>{ "verb": { "type", "find", "by": "login", "do": "Withdraw", "values": { field: value },
/// "refused": "words" } }</c>. With <c>refused</c> it must not be possible, for a reason with these words.
/// </summary>
internal sealed class VerbStep(IRecordVerbs verbs) : IScenarioStep
{
    public string Key => "verb";

    public async Task RunAsync(ScenarioWorld world, JsonNode arguments, CancellationToken cancellationToken)
    {
        var type = arguments.Text("type");
        var record = await world.OneAsync(type, arguments.Object("find"), cancellationToken).ConfigureAwait(false);
        var values = new Dictionary<string, object?>();
        foreach (var (field, value) in arguments.ObjectOrNull("values") ?? [])
            values[field] = await world.ValueAsync(type, field, value, cancellationToken).ConfigureAwait(false);
        var refused = await RunAsync(world, record.Reference, values, arguments, cancellationToken).ConfigureAwait(false);
        if (arguments.TextOrNull("refused") is { } words && refused?.Contains(words, StringComparison.OrdinalIgnoreCase) != true)
            throw new ScenarioFailedException($"it should be refused because of '{words}'; {refused ?? "it was done"}.");
        if (refused is not null && arguments.TextOrNull("refused") is null) throw new ScenarioFailedException(refused);
        await world.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Why it cannot be done, or null.</summary>
    private async Task<string?> RunAsync(ScenarioWorld world, RecordReference record, Dictionary<string, object?> values, JsonNode arguments, CancellationToken cancellationToken)
    {
        var actor = await world.ActorAsync(arguments.Text("by"), cancellationToken).ConfigureAwait(false);
        var work = await world.Database.BeginAsync(cancellationToken).ConfigureAwait(false);
        await using (work.ConfigureAwait(false))
        {
            try
            {
                await verbs.RunAsync(work, record, arguments.Text("do"), values, actor, cancellationToken).ConfigureAwait(false);
                await work.CommitAsync(cancellationToken).ConfigureAwait(false);
                return null;
            }
            catch (Exception problem) when (problem is RecordInvalidException or RecordForbiddenException or RecordNotFoundException)
            {
                return problem.Message;
            }
        }
    }
}
