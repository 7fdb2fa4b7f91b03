using System.Text.Json.Nodes;
using Trasa.Engine.Definitions;
using Trasa.Engine.Instances;
using Trasa.Engine.Journal;
using Trasa.Model.Workflows;

namespace Trasa.Crm.Scenarios.Steps;

/// <summary>
/// <c>{ "expectWorkflow": { "workflow": "leave-request", "status": "Finished", "waitsAt": ["Approve"], "passed": ["Tell them"],
/// "notPassed": ["Reject"] } }</c>: how the latest instance of the workflow stands. Steps are named as people see them, or by id.
/// </summary>
internal sealed class ExpectWorkflowStep(IInstanceQueries instances, IInstanceStore store, IDefinitionStore definitions) : IScenarioStep
{
    private const int LongestJournal = 10_000;

    private static readonly IReadOnlyDictionary<string, string> s_noNames = new Dictionary<string, string>();

    public string Key => "expectWorkflow";

    public async Task RunAsync(ScenarioWorld world, JsonNode arguments, CancellationToken cancellationToken)
    {
        var key = arguments.Text("workflow");
        var page = await instances.SearchAsync(new InstanceFilter(key), 0, 1, cancellationToken).ConfigureAwait(false);
        if (page.Items is not [var instance]) throw new ScenarioFailedException($"no instance of {key} was started.");
        if (arguments.TextOrNull("status") is { } status && !string.Equals(instance.Status.ToString(), status, StringComparison.OrdinalIgnoreCase))
            throw new ScenarioFailedException($"{key} is {instance.Status}, expected {status}.");
        var names = await NamesAsync(instance, cancellationToken).ConfigureAwait(false);
        await WaitsAsync(instance, names, arguments, cancellationToken).ConfigureAwait(false);
        await PathAsync(instance, names, arguments, cancellationToken).ConfigureAwait(false);
    }

    private async Task WaitsAsync(InstanceSummary instance, IReadOnlyDictionary<string, string> names, JsonNode arguments, CancellationToken cancellationToken)
    {
        if (Words(arguments, "waitsAt") is not { } expected) return;
        var bookmarks = await store.BookmarksAsync(instance.Id, cancellationToken).ConfigureAwait(false);
        var waits = bookmarks.Select(bookmark => bookmark.ActivityId).Distinct().ToList();
        var missing = expected.Where(name => !waits.Exists(id => Is(id, name, names))).ToList();
        var others = waits.Where(id => !expected.Exists(name => Is(id, name, names))).ToList();
        if (missing.Count + others.Count > 0) throw new ScenarioFailedException($"it waits at {Shown(waits, names)}, expected {(expected.Count == 0 ? "nothing" : string.Join(", ", expected))}.");
    }

    private async Task PathAsync(InstanceSummary instance, IReadOnlyDictionary<string, string> names, JsonNode arguments, CancellationToken cancellationToken)
    {
        var journal = await instances.JournalAsync(instance.Id, 0, LongestJournal, cancellationToken).ConfigureAwait(false);
        var passed = journal.Where(entry => entry is { Event: JournalEvents.ActivityCompleted, ActivityId: not null }).Select(entry => entry.ActivityId!).Distinct().ToList();
        foreach (var name in Words(arguments, "passed") ?? [])
            if (!passed.Exists(id => Is(id, name, names))) throw new ScenarioFailedException($"it did not pass '{name}'; it passed {Shown(passed, names)}.");
        foreach (var name in Words(arguments, "notPassed") ?? [])
            if (passed.Exists(id => Is(id, name, names))) throw new ScenarioFailedException($"it passed '{name}', which it should not.");
    }

    private async Task<IReadOnlyDictionary<string, string>> NamesAsync(InstanceSummary instance, CancellationToken cancellationToken)
    {
        var version = await definitions.FindAsync(DefinitionKind.Workflow, instance.DefinitionKey, instance.DefinitionVersion, cancellationToken).ConfigureAwait(false);
        return version is null ? s_noNames : DefinitionReader.Read(version.Content).Definition?.Labels() ?? s_noNames;
    }

    private static bool Is(string id, string name, IReadOnlyDictionary<string, string> names) =>
        id == name || (names.TryGetValue(id, out var label) && string.Equals(label, name, StringComparison.OrdinalIgnoreCase));

    private static string Shown(List<string> ids, IReadOnlyDictionary<string, string> names) =>
        ids.Count == 0 ? "nothing" : string.Join(", ", ids.Select(id => names.GetValueOrDefault(id, id)));

    private static List<string>? Words(JsonNode arguments, string name) => (arguments as JsonObject)?[name] switch
    {
        JsonArray list => [.. list.Select(item => item!.GetValue<string>())],
        JsonValue only => [only.GetValue<string>()],
        _ => null,
    };
}
