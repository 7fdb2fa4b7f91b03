using System.Text.Json.Nodes;
using Trasa.Engine.Execution.InMemory;
using Trasa.Engine.Journal;

namespace Trasa.Engine.Tests.Execution.Kit;

/// <summary>
/// A try that does random things that can be undone - one after the other, beside each other, in loops, in tries of their own, some with
/// waits on the way there or back - and fails, at its end or somewhere in between. The same seed gives the same one.
/// </summary>
internal sealed class RandomUndo
{
    private readonly Random _random;
    private int _count;

    private RandomUndo(int seed) => _random = new(seed);

    public static JsonObject Make(int seed) => new RandomUndo(seed).Make();

    /// <summary>What would have to be undone, the last first, and what was.</summary>
    public static (IReadOnlyList<string> Done, IReadOnlyList<string> Undone) Undoings(InMemoryInstance instance)
    {
        var completed = instance.Journal.Where(entry => entry.Event == JournalEvents.ActivityCompleted).ToList();
        return (
            [.. completed.Where(entry => entry.ActivityType == "Trasa.Compensable").Select(entry => entry.ActivityId + "-").Reverse()],
            [.. completed.Where(entry => entry.ActivityId!.EndsWith('-')).Select(entry => entry.ActivityId!)]);
    }

    /// <summary>The <c>finally</c> of every try that began, and those that were done.</summary>
    public static (IReadOnlyList<string> Owed, IReadOnlyList<string> Done) Finals(InMemoryInstance instance) => (
        [.. instance.Journal.Where(entry => entry is { Event: JournalEvents.ActivityStarted, ActivityType: "Trasa.Try" }).Select(entry => FinallyOf(entry.ActivityId!)).Order()],
        [.. instance.Journal.Where(entry => entry.Event == JournalEvents.ActivityCompleted && (entry.ActivityId == "last" || entry.ActivityId!.EndsWith("finally", StringComparison.Ordinal))).Select(entry => entry.ActivityId!).Order()]);

    private static string FinallyOf(string id) => id == "try" ? "last" : id[..^"try".Length] + "finally";

    private JsonObject Make()
    {
        var body = Flow.Sequence("all", Part(0), Part(0), Part(0));
        var fails = Flow.Activity("Test.Fails", "fails");
        var failing = _random.Next(2) == 0
            ? Flow.Sequence("then", body, fails)
            : Flow.Beside("beside", body, Flow.Sequence("trouble", Flow.Wait(Id() + "trouble"), fails));
        return Flow.Activity("Trasa.Try", "try", ("body", failing), ("catch", Flow.Step("rescue")), ("finally", Flow.Step("last")));
    }

    private JsonObject Part(int depth) => (depth > 3 ? _random.Next(5) : _random.Next(10)) switch
    {
        < 4 => Undoable(),
        4 => Flow.Wait(Id() + "wait"),
        5 or 6 => Flow.Sequence(Id() + "sequence", Part(depth + 1), Part(depth + 1)),
        7 => Flow.Beside(Id() + "parallel", Part(depth + 1), Part(depth + 1)),
        8 => Try(depth + 1),
        _ => Flow.Activity("Elsa.ForEach", Id() + "each", ("items", Flow.Literal(new JsonArray(1, 2), "Object[]")), ("body", Part(depth + 1))),
    };

    private JsonObject Try(int depth)
    {
        var id = Id();
        return Flow.Activity("Trasa.Try", id + "try", ("body", Part(depth)), ("finally", Flow.Step(id + "finally")));
    }

    private JsonObject Undoable()
    {
        var id = Id();
        return Flow.Activity("Trasa.Compensable", id, ("body", Way(id + "+")), ("compensation", Way(id + "-")));
    }

    private JsonObject Way(string id) => _random.Next(3) == 0 ? Flow.Sequence(id + "s", Flow.Wait(id + "w"), Flow.Step(id)) : Flow.Step(id);

    /// <summary>Random to begin with, so that who resumes by name resumes in any order.</summary>
    private string Id() => $"{(char)('a' + _random.Next(26))}{++_count}";
}
