using System.Text.Json.Nodes;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;

namespace Trasa.Crm.Scenarios.Steps;

/// <summary>
/// <c>{ "record": { "type", "find", "set", "as" } }</c> changes a record; without <c>find</c> it adds one. <c>as</c> is the
/// login of who does it. <c>verb</c> runs a verb of its type. With <c>count</c> so many are added, <c>{n}</c> in their texts is
/// their number. With <c>refused</c> the change must not be possible, for a reason with these words.
/// </summary>
internal sealed class RecordStep : IScenarioStep
{
    public string Key => "record";

    public async Task RunAsync(ScenarioWorld world, JsonNode arguments, CancellationToken cancellationToken)
    {
        var type = arguments.Text("type");
        var values = new Dictionary<string, object?>();
        foreach (var (field, value) in arguments["verb"] is null ? arguments.Object("set") : arguments.ObjectOrNull("set") ?? [])
            values[field] = await world.ValueAsync(type, field, value, cancellationToken).ConfigureAwait(false);
        var actor = arguments.TextOrNull("as") is { } login ? await world.ActorAsync(login, cancellationToken).ConfigureAwait(false) : Actor.System;
        if (arguments.TextOrNull("refused") is { } reason)
        {
            await RefusedAsync(world, arguments, type, values, actor, reason, cancellationToken).ConfigureAwait(false);
            return;
        }

        await WriteAsync(world, arguments, type, values, actor, cancellationToken).ConfigureAwait(false);
        await world.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task RefusedAsync(ScenarioWorld world, JsonNode arguments, string type, Dictionary<string, object?> values, Actor actor, string reason, CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync(world, arguments, type, values, actor, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is RecordInvalidException or RecordForbiddenException)
        {
            if (problem.Message.Contains(reason, StringComparison.OrdinalIgnoreCase)) return;
            throw new ScenarioFailedException($"it was refused because '{problem.Message}', expected '{reason}' in it.");
        }

        throw new ScenarioFailedException($"it was not refused, expected '{reason}'.");
    }

    private static async Task WriteAsync(ScenarioWorld world, JsonNode arguments, string type, Dictionary<string, object?> values, Actor actor, CancellationToken cancellationToken)
    {
        var found = arguments.ObjectOrNull("find") is { } find ? await world.ManyAsync(type, find, cancellationToken).ConfigureAwait(false) : null;
        if (found is []) throw new ScenarioFailedException($"There is no {type} with {arguments.Object("find").ToJsonString()}.");
        var work = await world.Database.BeginAsync(cancellationToken).ConfigureAwait(false);
        await using (work.ConfigureAwait(false))
        {
            for (var number = 1; found is null && number <= (arguments.Number("count") ?? 1); number++)
                await world.Records.CreateAsync(work, type, Numbered(values, number), actor, cancellationToken).ConfigureAwait(false);
            foreach (var record in found ?? [])
            {
                if (arguments.TextOrNull("verb") is { } verb) await world.Get<IRecordVerbs>().RunAsync(work, record.Reference, verb, values, actor, cancellationToken).ConfigureAwait(false);
                else await world.Records.UpdateAsync(work, type, record.Id, values, null, actor, cancellationToken).ConfigureAwait(false);
            }

            await work.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static Dictionary<string, object?> Numbered(Dictionary<string, object?> values, int number) => values.ToDictionary(
        value => value.Key, value => value.Value is string text ? text.Replace("{n}", number.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal) : value.Value);
}
