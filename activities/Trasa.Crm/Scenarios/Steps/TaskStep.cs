using System.Text.Json.Nodes;
using Trasa.Activities.People;
using Trasa.Engine.Values;

namespace Trasa.Crm.Scenarios.Steps;

/// <summary>
/// Somebody answers a user task: <c>{ "task": { "by": "login", "title": "words in it", "outcome": "Accept", "comment", "values": { field: value } } }</c>.
/// </summary>
internal sealed class TaskStep(IWorkInbox inbox) : IScenarioStep
{
    public string Key => "task";

    public async Task RunAsync(ScenarioWorld world, JsonNode arguments, CancellationToken cancellationToken)
    {
        var actor = await world.ActorAsync(arguments.Text("by"), cancellationToken).ConfigureAwait(false);
        var item = await FindAsync(actor.UserId!.Value, arguments.TextOrNull("title") ?? "", cancellationToken).ConfigureAwait(false)
            ?? throw new ScenarioFailedException($"{actor.Name} has no task '{arguments.TextOrNull("title")}'.");
        var result = await inbox.CompleteAsync(item.Id, new(arguments.Text("outcome"), arguments.TextOrNull("comment"), Values(arguments)), actor, cancellationToken).ConfigureAwait(false);
        if (!result.IsDone) throw new ScenarioFailedException(result.Message ?? result.Outcome.ToString());
        await world.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    private static Dictionary<string, object?>? Values(JsonNode arguments) =>
        arguments.ObjectOrNull("values")?.ToDictionary(member => member.Key, member => JsonValues.Read(member.Value), StringComparer.Ordinal);

    private async Task<WorkItem?> FindAsync(Guid userId, string title, CancellationToken cancellationToken)
    {
        foreach (var view in (WorkView[])[WorkView.Mine, WorkView.Offered])
        {
            var page = await inbox.ListAsync(new(userId, view, Take: 200), cancellationToken).ConfigureAwait(false);
            if (page.Entries.FirstOrDefault(entry => entry.Item.Title.Contains(title, StringComparison.OrdinalIgnoreCase)) is { } entry) return entry.Item;
        }

        return null;
    }
}
