using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Trasa.Engine.Bookmarks;
using Trasa.Engine.Doors;
using Trasa.Engine.Execution;
using Trasa.Engine.Instances;
using Trasa.Engine.Journal;
using Trasa.Engine.Tests.Execution.Kit;
using static Trasa.Engine.Tests.Execution.Kit.Flow;

namespace Trasa.Engine.Tests.Execution;

/// <summary>
/// Instances that an older version of the product has stored go on under this one (failure test 11). The states were written by the
/// version of 22 November 2026, format 1: never change them, add others beside them when the format grows.
/// </summary>
public sealed class OldStateTests
{
    private readonly Bench _bench = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string> States => new()
    {
        { "sequence", "AQUGAwABBAEAAAIBAAAAAAIAAAMCAQAAAAAAARwCogEv6ABwm5LmGm8GJ48DAQA=", "w s b root" },
        { "flowchart", "AQcJBQABBAEAAAMBAAAAIAAAAAACAAEBAQMBAQMBBQEABAMBAAAAAAAFBAEAAAAAAAIcAqIBf+gAcI/L2M/UtoROBAEcAqIBf+gBcInY8J/ePauiBQEA", "w1 w2 j b root" },
        { "loop", "AQQHBAABBAEAAAMBAAAAAAEABgIDAXgDAXkCAQEAEAIAAAMBeAAABAMCAAAAAAABHAKiAYnoAHC0A3/tob+bzgQBAA==", "w s a w s root" },
        { "try", "AQgJBQABBAEAAAMBAAAACAAAAAENY29tcGVuc2F0aW9ucwYBBwQIYWN0aXZpdHkDAWMFYWZ0ZXIEBAV2YWx1ZQAFaW5kZXgAAgEBAAACAAAFBQIAAAAAAAEcAqIBjegAcJhCXbeu4qq5BQEA", "w undo rescue root" },
    };

    [Theory]
    [MemberData(nameof(States))]
    public async Task State_of_an_older_version_goes_on_where_it_was(string name, string state, string completed)
    {
        var definition = Version(Workflow(Root(name), Variable("n", "1", "Int32")));
        var bytes = Convert.FromBase64String(state);
        var stored = new StoredInstance(Guid.Parse("018f0000-0000-7000-8000-000000000001"), "test", 1, InstanceStatus.Suspended, null, null, null, null, bytes, 1, _bench.Time.Now, _bench.Time.Now, null);
        var done = new List<string>();

        while (stored.Status == InstanceStatus.Suspended)
        {
            var doors = new BurstDoors(_bench.Time.Now, Actor.System, new Identifiers(_bench.Time), _ => throw new InvalidOperationException("There is no database here."));
            var waits = _bench.Services.GetRequiredService<IInstanceRepair>().Look(definition, stored).Activities.OrderBy(activity => activity.ActivityId).SelectMany(activity => activity.Bookmarks);
            var bookmark = new Bookmark(waits.First(), stored.Id, "", BookmarkKinds.Event, "", null, null, _bench.Time.Now);
            var burst = await _bench.Executor.ResumeAsync(definition, stored, [bookmark], new(bookmark, null, TimedOut: false), doors, Cancel);
            stored = burst.Commit.Instance;
            done.AddRange(burst.Commit.Journal.Where(entry => entry.Event == JournalEvents.ActivityCompleted).Select(entry => entry.ActivityId!));
        }

        Assert.Equal((InstanceStatus.Finished, completed), (stored.Status, string.Join(' ', done)));
    }

    /// <summary>What the states were made from, each up to its first waits.</summary>
    private static JsonObject Root(string name) => name switch
    {
        "sequence" => Sequence("root", Step("a"), Wait("w"), Set("s", "n", Expression("Feel", "n + 1")), Step("b")),
        "flowchart" => Chart(
            "root", [Activity("Elsa.Start", "a"), Fork("f", "One", "Two"), Wait("w1"), Wait("w2"), Join("j", "WaitAll"), Step("b")],
            "a -> f", "f:One -> w1", "f:Two -> w2", "w1 -> j", "w2 -> j", "j -> b"),
        "loop" => Activity("Elsa.ForEach", "root", ("items", Literal(new JsonArray("x", "y"), "Object[]")), ("body", Sequence("s", Step("a"), Wait("w")))),
        "try" => Activity("Trasa.Try", "root", ("body", Sequence("s", Activity("Trasa.Compensable", "c", ("body", Step("do")), ("compensation", Step("undo"))), Wait("w"), Activity("Test.Fails", "bad"))), ("catch", Step("rescue"))),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such state."),
    };
}
