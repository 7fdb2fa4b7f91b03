using System.Text.Json.Nodes;
using Trasa.Engine.Doors;
using Trasa.Engine.Hosting;
using Trasa.Engine.Values;

namespace Trasa.Crm.Scenarios.Steps;

/// <summary>
/// Something happens: <c>{ "event": { "name": "payment.received", "about": "case:...", "payload": { }, "as": "login" } }</c>.
/// </summary>
internal sealed class EventStep : IScenarioStep
{
    public string Key => "event";

    public async Task RunAsync(ScenarioWorld world, JsonNode arguments, CancellationToken cancellationToken)
    {
        var actor = arguments.TextOrNull("as") is { Length: > 0 } login ? await world.ActorAsync(login, cancellationToken).ConfigureAwait(false) : Actor.System;
        var payload = JsonValues.Read((arguments as JsonObject)?["payload"]);
        await world.Engine.PublishAsync(new EventRequest(arguments.Text("name"), arguments.TextOrNull("about"), payload, Actor: actor), cancellationToken).ConfigureAwait(false);
        await world.RunAsync(cancellationToken).ConfigureAwait(false);
    }
}
