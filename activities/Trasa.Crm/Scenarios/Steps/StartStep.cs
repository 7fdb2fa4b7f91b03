using System.Text.Json.Nodes;
using Trasa.Engine.Doors;
using Trasa.Engine.Hosting;
using Trasa.Engine.Values;

namespace Trasa.Crm.Scenarios.Steps;

/// <summary>
/// A workflow is started: <c>{ "start": { "workflow": "leave-request", "input": { "days": 3 }, "about": "case:...", "as": "login" } }</c>.
/// </summary>
internal sealed class StartStep : IScenarioStep
{
    public string Key => "start";

    public async Task RunAsync(ScenarioWorld world, JsonNode arguments, CancellationToken cancellationToken)
    {
        var actor = arguments.TextOrNull("as") is { Length: > 0 } login ? await world.ActorAsync(login, cancellationToken).ConfigureAwait(false) : Actor.System;
        var input = (arguments.ObjectOrNull("input") ?? []).ToDictionary(member => member.Key, member => JsonValues.Read(member.Value), StringComparer.Ordinal);
        var request = new StartRequest(arguments.Text("workflow"), input, arguments.TextOrNull("about"), Actor: actor);
        await world.Engine.StartAsync(request, cancellationToken).ConfigureAwait(false);
        await world.RunAsync(cancellationToken).ConfigureAwait(false);
    }
}
