using System.Text.Json.Nodes;
using Trasa.Engine.Journal;
using Trasa.Engine.Tests.Execution.Kit;
using static Trasa.Engine.Tests.Execution.Kit.Flow;

namespace Trasa.Engine.Tests.Execution;

/// <summary>How much the journal says.</summary>
public sealed class JournalLevelTests
{
    private readonly Bench _bench = new();

    [Fact]
    public async Task Journal_with_values_says_what_steps_were_given_and_gave_and_where_it_waits()
    {
        var definition = Workflow(Sequence("all", Set("s", "count", Expression("Feel", "1 + 2")), Wait("w")), Flow.Variable("count", 0));
        definition.Json["options"] = new JsonObject { ["journal"] = "values" };

        var instance = await _bench.Start(Flow.Version(definition));

        var set = Assert.Single(instance.Journal, entry => entry is { ActivityId: "s", Event: JournalEvents.ActivityCompleted });
        Assert.Equal("""{"inputs":{"value":3},"outputs":{"count":3}}""", set.Data);
        Assert.Equal("w", instance.Of(JournalEvents.ActivityWaits));
    }

    [Fact]
    public async Task Journal_keeps_no_values_unless_it_is_told_to()
    {
        var instance = await _bench.Start(Sequence("all", Set("s", "count", Expression("Feel", "1 + 2"))), Flow.Variable("count", 0));

        Assert.All(instance.Journal, entry => Assert.Null(entry.Data));
    }
}
