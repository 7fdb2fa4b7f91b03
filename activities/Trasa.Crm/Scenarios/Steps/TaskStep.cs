using System.Text.Json.Nodes;
using Trasa.Activities.People;
using Trasa.Crm.Seeding;
using Trasa.Engine.Values;

namespace Trasa.Crm.Scenarios.Steps;

/// <summary>
/// Somebody answers a user task: <c>{ "task": { "by": "login", "title": "words in it", "outcome": "Accept", "comment", "values": { } } }</c>.
/// In <c>values</c>, <c>user:login</c> is a person. With <c>refused</c> it must not be possible, for a reason with these words.
/// </summary>
internal sealed class TaskStep(IWorkInbox inbox) : IScenarioStep
{
    public string Key => "task";

    public async Task RunAsync(ScenarioWorld world, JsonNode arguments, CancellationToken cancellationToken)
    {
        var actor = await world.ActorAsync(arguments.Text("by"), cancellationToken).ConfigureAwait(false);
        var item = await FindAsync(actor.UserId!.Value, arguments.TextOrNull("title") ?? "", cancellationToken).ConfigureAwait(false)
            ?? throw new ScenarioFailedException($"{actor.Name} has no task '{arguments.TextOrNull("title")}'.");
        var values = await ValuesAsync(world, arguments.ObjectOrNull("values") ?? [], cancellationToken).ConfigureAwait(false);
        await Refusals.ExpectAsync(arguments.TextOrNull("refused"), async () =>
        {
            var result = await inbox.CompleteAsync(item.Id, new(arguments.Text("outcome"), arguments.TextOrNull("comment"), values), actor, cancellationToken).ConfigureAwait(false);
            return result.IsDone ? null : result.Message ?? result.Outcome.ToString();
        }).ConfigureAwait(false);
        await world.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task<Dictionary<string, object?>> ValuesAsync(ScenarioWorld world, JsonObject given, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, object?>();
        foreach (var (field, value) in given)
        {
            values[field] = value is JsonValue scalar && scalar.TryGetValue<string>(out var text) ? text switch
            {
                _ when text.StartsWith("user:", StringComparison.Ordinal) => (await world.ActorAsync(text["user:".Length..], cancellationToken).ConfigureAwait(false)).UserId,
                _ when text.StartsWith("$today", StringComparison.Ordinal) => DayWord.Read(text, world.Zone, world.Clock.GetUtcNow()),
                _ => text,
            } : JsonValues.Read(value);
        }

        return values;
    }

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
