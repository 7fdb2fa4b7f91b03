using System.Text.Json.Nodes;
using Trasa.Engine.Journal;
using Trasa.Engine.Values;
using Trasa.Host.Workflows;

namespace Trasa.Host.Components.Workflows;

/// <summary>One execution of a step, put together from the journal.</summary>
internal sealed class PathStep(int sequence, string activityId, DateTimeOffset begin)
{
    public int Sequence => sequence;

    public string ActivityId => activityId;

    public DateTimeOffset Begin => begin;

    public DateTimeOffset? End { get; private set; }

    public TimeSpan? Took => End - Begin;

    public string? Outcome { get; private set; }

    public string? Actor { get; private set; }

    /// <summary>What it is when it did not simply end: <c>waits</c>, <c>failed</c>, <c>was cancelled</c>.</summary>
    public string? State { get; private set; } = "under way";

    public bool IsBad => State == "has failed";

    /// <summary>What it was given and gave, by heading.</summary>
    public List<(string Title, List<(string Name, string Value)> Values)> Values { get; } = [];

    /// <summary>Newest last; activities that only hold others are left out.</summary>
    public static IReadOnlyList<PathStep> Of(IEnumerable<JournalEntry> journal, Func<string, bool> isContainer)
    {
        var steps = new List<PathStep>();
        foreach (var entry in journal)
        {
            if (entry.ActivityId is not { } id || isContainer(id)) continue;
            if (entry.Event == JournalEvents.ActivityStarted) steps.Add(new(entry.Sequence, id, entry.Time));
            else Open(steps, entry, id)?.Take(entry);
        }

        return steps;
    }

    /// <summary>A brief journal tells only of ends: such a step began when it ended.</summary>
    private static PathStep? Open(List<PathStep> steps, JournalEntry entry, string id)
    {
        if (steps.Find(step => step.End is null && step.ActivityId == id) is { } open) return open;
        if (entry.Event != JournalEvents.ActivityCompleted) return steps.FindLast(step => step.ActivityId == id);
        var step = new PathStep(entry.Sequence, id, entry.Time);
        steps.Add(step);
        return step;
    }

    private void Take(JournalEntry entry)
    {
        Actor = entry.Actor ?? Actor;
        switch (entry.Event)
        {
            case JournalEvents.ActivityCompleted:
                (End, Outcome, State) = (entry.Time, entry.Outcome, null);
                break;
            case JournalEvents.ActivityCancelled:
                (End, State) = (entry.Time, "was cancelled");
                break;
            case JournalEvents.ActivityFaulted:
                State = "has failed";
                break;
        }

        if (JsonNode.Parse(entry.Data ?? "null") is not { } data) return;
        if (data is JsonObject { Count: > 0 } said && (said.ContainsKey("inputs") || said.ContainsKey("outputs")))
        {
            Say("What it was given", said["inputs"]);
            Say("What it gave", said["outputs"]);
        }
        else
        {
            Say("What it says", data is JsonObject other ? other : new JsonObject { [JournalWords.Of(entry)] = data.DeepClone() });
        }
    }

    private void Say(string title, JsonNode? values)
    {
        if (values is not JsonObject { Count: > 0 } known) return;
        Values.RemoveAll(said => said.Title == title && title == "What it was given");
        Values.Add((title, [.. Readable(known)]));
    }

    /// <summary>Members by name; what is not a single value stays as it is written.</summary>
    public static IEnumerable<(string Name, string Value)> Readable(JsonObject values) =>
        values.Select(value => (value.Key, value.Value is JsonValue scalar ? scalar.ToString() : value.Value is null ? "–" : JsonValues.Write(value.Value)));
}
