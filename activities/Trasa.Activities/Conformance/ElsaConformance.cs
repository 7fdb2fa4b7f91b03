using System.Text.Json;
using System.Text.Json.Nodes;
using Trasa.Activities.Http.Outgoing;
using Trasa.Engine.Bookmarks;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Engine.Execution;
using Trasa.Engine.Execution.InMemory;
using Trasa.Engine.Instances;
using Trasa.Engine.Journal;
using Trasa.Engine.Values;
using Trasa.Model.Json;
using Trasa.Model.Workflows;

namespace Trasa.Activities.Conformance;

/// <summary>
/// Compares this engine with Elsa: loads definitions, checks that opening and saving loses nothing, and runs those of which
/// <c>expected.jsonl</c> beside them says what Elsa did (status, lines written, set of completed activities).
/// </summary>
public sealed class ElsaConformance(IBurstExecutor executor, TimeProvider time, IIdentifiers identifiers)
{
    private const int MostResumes = 1_000;

    private readonly InMemoryRunner _runner = new(executor, time, identifiers);

    public async Task<ElsaConformanceCase> RunAsync(string path, string text, JsonObject? expected, CancellationToken cancellationToken)
    {
        var reading = DefinitionReader.Read(text);
        if (reading.Definition is not { } definition)
            return new(path, false, false, null, [.. reading.Problems.Select(problem => problem.ToString())]);
        var differences = new List<string>();
        var isSame = RoundTrips(text, definition, differences);
        if (expected is null) return new(path, true, isSame, null, differences);
        try
        {
            var isEqual = await CompareAsync(text, definition, expected, differences, cancellationToken).ConfigureAwait(false);
            return new(path, true, isSame, isEqual, differences);
        }
        catch (Exception problem) when (problem is InvalidDataException or InvalidOperationException)
        {
            return new(path, true, isSame, false, [.. differences, problem.Message]);
        }
    }

    /// <summary>Saved it is the same JSON, and it can be read again.</summary>
    private static bool RoundTrips(string text, WorkflowDefinition definition, List<string> differences)
    {
        var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 1000 };
        using var before = JsonDocument.Parse(text.TrimStart('\uFEFF'), options);
        using var after = JsonDocument.Parse(definition.ToText(), options);
        if (JsonElement.DeepEquals(before.RootElement, after.RootElement) && DefinitionReader.Read(definition.ToText()).Definition is not null) return true;
        differences.Add("Saving changes the definition.");
        return false;
    }

    private async Task<bool> CompareAsync(string text, WorkflowDefinition definition, JsonObject expected, List<string> differences, CancellationToken cancellationToken)
    {
        var version = new DefinitionVersion(DefinitionKind.Workflow, definition.DefinitionId, definition.Version, definition.Name, text, text, null, default, "", null, null, null, 1);
        var instance = await _runner.StartAsync(version, null, null, cancellationToken).ConfigureAwait(false);
        for (var resumes = 0; instance.Status == InstanceStatus.Suspended && instance.Bookmarks.Count > 0 && resumes < MostResumes;)
        {
            foreach (var bookmark in instance.Bookmarks.ToList())
            {
                if (!instance.Bookmarks.Contains(bookmark)) continue;
                resumes++;
                await _runner.ResumeAsync(instance, bookmark, Payload(bookmark), timedOut: false, cancellationToken).ConfigureAwait(false);
            }
        }

        var before = differences.Count;
        Compare("status", expected.Text("status") ?? "", instance.Status.ToString(), differences);
        Compare("lines", Join(expected, "lines"), string.Join(" | ", Lines(instance)), differences);
        Compare("completed", string.Join(' ', Texts(expected, "completed").Distinct().Order(StringComparer.Ordinal)), string.Join(' ', Completed(instance).Distinct().Order(StringComparer.Ordinal)), differences);
        differences.AddRange(instance.Incidents.Select(incident => $"incident at {incident.ActivityId}: {incident.Message}"));
        return differences.Count == before;
    }

    /// <summary>What is waited for comes without anything, but for the answers of a network that is not there.</summary>
    private static Dictionary<string, object?>? Payload(Bookmark bookmark) => bookmark.Kind == HttpSending.Kind ? AnswerValue.Of(ClosedHttpDoor.Answer, null) : null;

    private static IEnumerable<string> Lines(InMemoryInstance instance) => instance.Journal
        .Where(entry => entry.Event == JournalEvents.Line)
        .Select(entry => ValueConversion.Text(JsonValues.Parse(entry.Data)) ?? "");

    /// <summary>Elsa counts the workflow itself among the activities when it completes in the ordinary way.</summary>
    private static IEnumerable<string> Completed(InMemoryInstance instance)
    {
        var completed = instance.Journal.Where(entry => entry.Event == JournalEvents.ActivityCompleted).Select(entry => entry.ActivityId!).ToList();
        var root = DefinitionReader.Read(instance.Definition.Content).Definition!.Root!.Id;
        return completed.Contains(root) ? completed.Append("Workflow1") : completed;
    }

    private static void Compare(string what, string expected, string actual, List<string> differences)
    {
        if (expected != actual) differences.Add($"{what}: expected [{expected}], got [{actual}]");
    }

    private static string Join(JsonObject expected, string name) => string.Join(" | ", Texts(expected, name));

    private static IEnumerable<string> Texts(JsonObject expected, string name) => expected.List(name).Select(item => JsonShapes.AsText(item) ?? "");
}

/// <param name="Path">The file.</param>
/// <param name="IsLoaded">Whether it could be read.</param>
/// <param name="IsRoundTrip">Whether saving it loses nothing.</param>
/// <param name="IsEqual">Whether it did what Elsa did; null when nothing is known of that.</param>
/// <param name="Differences">What was different, or why it could not be read.</param>
public sealed record ElsaConformanceCase(string Path, bool IsLoaded, bool IsRoundTrip, bool? IsEqual, IReadOnlyList<string> Differences);
