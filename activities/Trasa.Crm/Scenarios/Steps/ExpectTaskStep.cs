using System.Text.Json.Nodes;
using Trasa.Activities.People;

namespace Trasa.Crm.Scenarios.Steps;

/// <summary>
/// <c>{ "expectTask": { "of": "login", "title": "words in it", "count", "for": "name of the absent" } }</c>: somebody has such
/// a task, or may take it; <c>"count": 0</c> says that they have none.
/// </summary>
internal sealed class ExpectTaskStep(IWorkInbox inbox) : IScenarioStep
{
    public string Key => "expectTask";

    public async Task RunAsync(ScenarioWorld world, JsonNode arguments, CancellationToken cancellationToken)
    {
        var actor = await world.ActorAsync(arguments.Text("of"), cancellationToken).ConfigureAwait(false);
        var title = arguments.TextOrNull("title") ?? "";
        var entries = new List<WorkEntry>();
        foreach (var view in (WorkView[])[WorkView.Offered, WorkView.Mine])
        {
            var page = await inbox.ListAsync(new(actor.UserId!.Value, view, Take: 200), cancellationToken).ConfigureAwait(false);
            entries.AddRange(page.Entries.Where(entry => entry.Item.Title.Contains(title, StringComparison.OrdinalIgnoreCase)));
        }

        var expected = arguments.Number("count") ?? 1;
        if (entries.Count != expected) throw new ScenarioFailedException($"expected {expected} tasks '{title}' of {actor.Name}, found {entries.Count}: {string.Join("; ", entries.Select(entry => entry.Item.Title))}");
        if (arguments.TextOrNull("for") is { } absent && entries.FirstOrDefault(entry => entry.OnBehalfOf?.Name == absent) is null)
            throw new ScenarioFailedException($"the task of {actor.Name} should be for {absent}, it is for {entries.FirstOrDefault()?.OnBehalfOf?.Name ?? "nobody else"}.");
        if (arguments.TextOrNull("due") is { } due && entries is [{ Item.DueAt: var at }, ..] && (at is not { } instant || world.Local(instant) != due))
            throw new ScenarioFailedException($"the task is due {(at is { } shown ? world.Local(shown) : "never")}, expected {due}.");
    }
}
