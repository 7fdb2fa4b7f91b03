using System.Text.Json.Nodes;
using Trasa.Crm.Records;
using Trasa.Crm.Scenarios;
using Trasa.Designer.Workflows.Trials;
using Trasa.Engine.Bookmarks;
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
    private readonly Dictionary<(string Key, int Version), (string Name, IReadOnlyDictionary<string, string> Labels)> _definitions = [];

    public async Task<TrialState> TakeAsync(string key, CancellationToken cancellationToken)
    {
        var instances = await InstancesAsync(key, cancellationToken);
        var own = Own(instances, key);
        var (path, others) = (new List<(DateTimeOffset At, TrialMoment Moment)>(), new List<(DateTimeOffset At, TrialMoment Moment)>());
        var (waits, tasks) = (new List<TrialWait>(), new List<TrialTask>());
        foreach (var instance in instances)
        {
            var labels = await LabelsAsync(instance, cancellationToken);
            (own.Contains(instance.Id) ? path : others)
                .AddRange((await _instances.JournalAsync(instance.Id, 0, MostMoments, cancellationToken)).Select(entry => (entry.Time, Moment(instance, entry, labels))));
            foreach (var bookmark in await _store.BookmarksAsync(instance.Id, cancellationToken))
            {
                if (own.Contains(instance.Id)) waits.Add(Wait(instance, bookmark, labels));
                if (await new TrialTasks(world).AtAsync(bookmark, cancellationToken) is { } task) tasks.Add(task);
            }
        }

        return new()
        {
            Now = world.Local(world.Clock.GetUtcNow()),
            Zone = world.Zone.Id,
            NextDue = Local(await world.Engine.NextDueAsync(cancellationToken)),
            Instances = [.. instances.Select(instance => new TrialInstance(instance.Id, instance.DefinitionKey, instance.Name ?? NameOf(instance), instance.Status.ToString()))],
            Path = InOrder(path),
            Others = InOrder(others),
            Waits = waits,
            Tasks = tasks,
            Sent = await SentAsync(cancellationToken),
            Variables = await VariablesAsync(instances.LastOrDefault(instance => instance.DefinitionKey == key), cancellationToken),
        };
    }

    /// <summary>Those of the workflow that is tried first; however busy the others are, these are there.</summary>
    private async Task<List<InstanceSummary>> InstancesAsync(string key, CancellationToken cancellationToken)
    {
        var tried = await _instances.SearchAsync(new InstanceFilter(key), 0, MostInstances, cancellationToken);
        var all = await _instances.SearchAsync(new InstanceFilter(), 0, MostInstances, cancellationToken);
        return [.. tried.Items.Concat(all.Items).DistinctBy(instance => instance.Id).OrderBy(instance => instance.DefinitionKey == key ? 0 : 1).ThenBy(instance => instance.CreatedAt)];
    }

    /// <summary>What is tried, and what it started itself; the house has other workflows, which hear of the same events.</summary>
    private static HashSet<Guid> Own(List<InstanceSummary> instances, string key)
    {
        var own = instances.Where(instance => instance.DefinitionKey == key).Select(instance => instance.Id).ToHashSet();
        while (instances.Find(instance => !own.Contains(instance.Id) && instance.ParentId is { } parent && own.Contains(parent)) is { } child) own.Add(child.Id);
        return own;
    }

    private static IReadOnlyList<TrialMoment> InOrder(List<(DateTimeOffset At, TrialMoment Moment)> moments) =>
        [.. moments.OrderBy(entry => entry.At).Select(entry => entry.Moment).TakeLast(MostMoments)];

    private TrialMoment Moment(InstanceSummary instance, JournalEntry entry, IReadOnlyDictionary<string, string> labels) => new(
        instance.Id, world.Local(entry.Time), entry.Event, JournalWords.Of(entry), entry.ActivityId,
        entry.ActivityId is null ? instance.Name ?? NameOf(instance) : labels.GetValueOrDefault(entry.ActivityId, entry.ActivityId),
        entry.Outcome, entry.Actor, entry.Data is null ? null : JsonNode.Parse(entry.Data));

    private TrialWait Wait(InstanceSummary instance, Bookmark bookmark, IReadOnlyDictionary<string, string> labels) => new(
        instance.Id, bookmark.ActivityId, labels.GetValueOrDefault(bookmark.ActivityId, bookmark.ActivityId),
        bookmark.Kind, JournalWords.Of(bookmark), bookmark.Name, bookmark.CorrelationId, Local(bookmark.Due));

    private async Task<IReadOnlyDictionary<string, string>> LabelsAsync(InstanceSummary instance, CancellationToken cancellationToken)
    {
        var place = (instance.DefinitionKey, instance.DefinitionVersion);
        if (_definitions.TryGetValue(place, out var known)) return known.Labels;
        var version = (await world.Get<IDefinitionStore>().FindAsync(DefinitionKind.Workflow, instance.DefinitionKey, instance.DefinitionVersion, cancellationToken))!;
        var labels = DefinitionReader.Read(version.Content).Definition?.Labels() ?? new Dictionary<string, string>();
        _definitions[place] = (version.Name, labels);
        return labels;
    }

    private string NameOf(InstanceSummary instance) => _definitions[(instance.DefinitionKey, instance.DefinitionVersion)].Name;

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
