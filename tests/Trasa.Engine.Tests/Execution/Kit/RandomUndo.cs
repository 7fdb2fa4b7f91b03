using System.Text.Json.Nodes;

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

    private JsonObject Make()
    {
        var body = Flow.Sequence("all", Part(0), Part(0), Part(0));
        var fails = Flow.Activity("Test.Fails", "fails");
        var failing = _random.Next(2) == 0
            ? Flow.Sequence("then", body, fails)
            : Beside("beside", body, Flow.Sequence("trouble", Flow.Wait(Id() + "trouble"), fails));
        return Flow.Activity("Trasa.Try", "try", ("body", failing), ("catch", Flow.Step("rescue")), ("finally", Flow.Step("last")));
    }

    private JsonObject Part(int depth) => (depth > 3 ? _random.Next(5) : _random.Next(10)) switch
    {
        < 4 => Undoable(),
        4 => Flow.Wait(Id() + "wait"),
        5 or 6 => Flow.Sequence(Id() + "sequence", Part(depth + 1), Part(depth + 1)),
        7 => Beside(Id() + "parallel", Part(depth + 1), Part(depth + 1)),
        8 => Flow.Activity("Trasa.Try", Id() + "try", ("body", Part(depth + 1)), ("finally", Flow.Step(Id() + "finally"))),
        _ => Flow.Activity("Elsa.ForEach", Id() + "each", ("items", Flow.Literal(new JsonArray(1, 2), "Object[]")), ("body", Part(depth + 1))),
    };

    private JsonObject Undoable()
    {
        var id = Id();
        return Flow.Activity("Trasa.Compensable", id, ("body", Way(id + "+")), ("compensation", Way(id + "-")));
    }

    private JsonObject Way(string id) => _random.Next(3) == 0 ? Flow.Sequence(id + "s", Flow.Wait(id + "w"), Flow.Step(id)) : Flow.Step(id);

    private static JsonObject Beside(string id, params JsonObject[] branches) => Flow.Activity("Elsa.Parallel", id, ("activities", new JsonArray([.. branches])));

    /// <summary>Random to begin with, so that who resumes by name resumes in any order.</summary>
    private string Id() => $"{(char)('a' + _random.Next(26))}{++_count}";
}
