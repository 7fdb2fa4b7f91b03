using System.Text.Json.Nodes;
using Trasa.Crm.Records;
using Trasa.Crm.Scenarios;
using Trasa.Designer.Workflows.Trials;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Engine.Execution;
using Trasa.Engine.Instances;
using Trasa.Engine.Journal;
using Trasa.Host.Workflows;
using Trasa.Model.Workflows;

namespace Trasa.Host.Trials;

/// <summary>Reads from the house of a trial how it stands.</summary>
internal sealed class TrialPicture(ScenarioWorld world)
{
    /// <summary>More than a person reads, and small enough for one message to the browser.</summary>
    private const int MostInstances = 25;
    private const int MostMoments = 400;

    private readonly IInstanceQueries _instances = world.Get<IInstanceQueries>();
    private readonly IInstanceStore _store = world.Get<IInstanceStore>();
    private readonly Dictionary<(string Key, int Version), (DefinitionVersion Version, Dictionary<string, string> Labels)> _definitions = [];

    public async Task<TrialState> TakeAsync(string key, CancellationToken cancellationToken)
    {
        var page = await _instances.SearchAsync(new InstanceFilter(), 0, MostInstances, cancellationToken);
        List<InstanceSummary> instances = [.. page.Items.OrderBy(instance => instance.DefinitionKey == key ? 0 : 1).ThenBy(instance => instance.CreatedAt)];
        var (path, waits, tasks) = (new List<(DateTimeOffset At, TrialMoment Moment)>(), new List<TrialWait>(), new List<TrialTask>());
        foreach (var instance in instances)
        {
            var labels = await LabelsAsync(instance, cancellationToken);
            path.AddRange((await _instances.JournalAsync(instance.Id, 0, MostMoments, cancellationToken)).Select(entry => (entry.Time, Moment(instance, entry, labels))));
            foreach (var bookmark in await _store.BookmarksAsync(instance.Id, cancellationToken))
            {
                waits.Add(new(instance.Id, bookmark.ActivityId, labels.GetValueOrDefault(bookmark.ActivityId, bookmark.ActivityId), bookmark.Kind, bookmark.Name, bookmark.CorrelationId, Local(bookmark.Due)));
                if (await new TrialTasks(world).AtAsync(bookmark, cancellationToken) is { } task) tasks.Add(task);
            }
        }

        return new()
        {
            Now = world.Local(world.Clock.GetUtcNow()),
            Zone = world.Zone.Id,
            NextDue = Local(await world.Engine.NextDueAsync(cancellationToken)),
            Instances = [.. instances.Select(instance => new TrialInstance(instance.Id, instance.DefinitionKey, instance.Name ?? instance.DefinitionKey, instance.Status.ToString()))],
            Path = [.. path.OrderBy(entry => entry.At).Select(entry => entry.Moment).TakeLast(MostMoments)],
            Waits = waits,
            Tasks = tasks,
            Sent = await SentAsync(cancellationToken),
            Variables = await VariablesAsync(instances.LastOrDefault(instance => instance.DefinitionKey == key), cancellationToken),
        };
    }

    private TrialMoment Moment(InstanceSummary instance, JournalEntry entry, Dictionary<string, string> labels) => new(
        instance.Id, world.Local(entry.Time), entry.Event, entry.ActivityId,
        entry.ActivityId is null ? instance.Name ?? instance.DefinitionKey : labels.GetValueOrDefault(entry.ActivityId, entry.ActivityId),
        entry.Outcome, entry.Actor, entry.Data is null ? null : JsonNode.Parse(entry.Data));

    private async Task<Dictionary<string, string>> LabelsAsync(InstanceSummary instance, CancellationToken cancellationToken)
    {
        var place = (instance.DefinitionKey, instance.DefinitionVersion);
        if (_definitions.TryGetValue(place, out var known)) return known.Labels;
        var version = (await world.Get<IDefinitionStore>().FindAsync(DefinitionKind.Workflow, instance.DefinitionKey, instance.DefinitionVersion, cancellationToken))!;
        var labels = DefinitionReader.Read(version.Content).Definition?.AllActivities().DistinctBy(placed => placed.Node.Id)
            .ToDictionary(placed => placed.Node.Id, placed => placed.Node.Label, StringComparer.Ordinal) ?? [];
        _definitions[place] = (version, labels);
        return labels;
    }

    private async Task<JsonNode?> VariablesAsync(InstanceSummary? tried, CancellationToken cancellationToken) =>
        tried is null ? null : await new InstanceSample(_store, world.Get<IDefinitionStore>(), world.Get<IInstanceRepair>()).OfAsync(tried, cancellationToken);

    private async Task<IReadOnlyList<TrialMessage>> SentAsync(CancellationToken cancellationToken)
    {
        var notices = await world.Records.QueryAsync(null, new RecordQuery("notification", OrderBy: ["createdAt"], Take: 200), Actor.System, cancellationToken);
        var all = new List<(DateTimeOffset At, TrialMessage Message)>();
        foreach (var mail in world.Get<CollectedMail>().Sent) all.Add((mail.Date, new("", "mail", string.Join(", ", mail.To.Select(to => to.Address)), mail.Subject, mail.Text)));
        foreach (var (at, sms) in world.Get<CollectedSms>().Sent) all.Add((at, new("", "sms", sms.To, "", sms.Text)));
        foreach (var notice in notices.Records)
        {
            var person = notice.Link("user") is { } id ? await world.Records.FindAsync(null, "user", id, Actor.System, cancellationToken) : null;
            all.Add(((DateTimeOffset)notice["createdAt"]!, new TrialMessage("", "notice", person?.Text("name") ?? "", notice.Text("subject") ?? "", notice.Text("body") ?? "")));
        }

        return [.. all.OrderBy(entry => entry.At).Select(entry => entry.Message with { At = world.Local(entry.At) })];
    }

    private string? Local(DateTimeOffset? instant) => instant is { } at ? world.Local(at) : null;
}
