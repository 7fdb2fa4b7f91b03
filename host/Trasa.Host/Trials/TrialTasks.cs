using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Trasa.Activities.People;
using Trasa.Crm.Scenarios;
using Trasa.Designer.Workflows.Trials;
using Trasa.Engine.Bookmarks;
using Trasa.Engine.Doors;

namespace Trasa.Host.Trials;

/// <summary>The open user tasks of a trial and who may answer them.</summary>
internal sealed partial class TrialTasks(ScenarioWorld world)
{
    private readonly IWorkInbox _inbox = world.Get<IWorkInbox>();

    /// <summary>The task that waits at the bookmark; null when it is no task.</summary>
    public async Task<TrialTask?> AtAsync(Bookmark bookmark, CancellationToken cancellationToken)
    {
        if (bookmark.Kind != "UserTask" || JsonNode.Parse(bookmark.Payload ?? "null")?["task"]?.GetValue<string>() is not { } text) return null;
        if (!Guid.TryParse(text, out var id) || await _inbox.FindAsync(id, cancellationToken) is not { IsOpen: true } item) return null;
        var who = await _inbox.WhoAsync(id, cancellationToken);
        var people = new List<TrialPerson>();
        foreach (var viewer in who?.People ?? [])
        {
            var user = await world.Records.FindAsync(null, "user", viewer.Person.Id, Actor.System, cancellationToken);
            if (user?.Text("login") is { } login) people.Add(new(login, viewer.Person.Name, await NamedAsync(viewer.Because, cancellationToken)));
        }

        return new(id, item.Title, item.Description, item.Outcomes, item.DueAt is { } due ? world.Local(due) : null, people, who?.Reasons ?? [], item.Form is not null);
    }

    /// <summary>The reason with names in the place of identifiers.</summary>
    private async Task<string> NamedAsync(string reason, CancellationToken cancellationToken)
    {
        foreach (Match address in Address().Matches(reason))
        {
            var type = address.Groups["type"].Value;
            var record = await world.Records.FindAsync(null, type, Guid.Parse(address.Groups["id"].Value), Actor.System, cancellationToken);
            if (record?.Text(world.Types[type].TitleField) is { } name) reason = reason.Replace(address.Value, $"{type} {name}", StringComparison.Ordinal);
        }

        return reason;
    }

    [GeneratedRegex("(?<type>user|position|team|department):(?<id>[0-9a-f-]{36})")]
    private static partial Regex Address();
}
