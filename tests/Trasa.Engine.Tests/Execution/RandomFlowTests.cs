using System.Text.Json.Nodes;
using Trasa.Engine.Execution.InMemory;
using Trasa.Engine.Instances;
using Trasa.Engine.Tests.Execution.Kit;

namespace Trasa.Engine.Tests.Execution;

/// <summary>Laws that hold for every definition, tried on random ones. A failure names the seed.</summary>
public sealed class RandomFlowTests
{
    private readonly Bench _bench = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Instance_is_never_suspended_without_a_bookmark(int block)
    {
        for (var seed = block * 1_000; seed < (block * 1_000) + 150; seed++)
        {
            var instance = await RunToTheEnd(RandomFlow.Make(seed));

            Assert.True(instance.Status is InstanceStatus.Finished or InstanceStatus.Faulted, $"seed {seed}: {instance.Status}");
            Assert.True(instance.Bookmarks.Count == 0, $"seed {seed}: bookmarks are left");
            Assert.True(instance.Status == InstanceStatus.Finished || instance.Incidents.Count > 0, $"seed {seed}: faulted without an incident");
        }
    }

    /// <summary>Waiting writes the state down and reads it back; the same flow with steps in place of waits never does.</summary>
    [Fact]
    public async Task Waiting_does_not_change_which_activities_complete()
    {
        for (var seed = 0; seed < 150; seed++)
        {
            var waiting = await RunToTheEnd(RandomFlow.Make(seed, joins: ["WaitAll", "WaitAllActive"]));
            var straight = await RunToTheEnd(RandomFlow.Make(seed, joins: ["WaitAll", "WaitAllActive"], waits: false));

            Assert.True(Sorted(waiting) == Sorted(straight), $"seed {seed}: {Sorted(waiting)} / {Sorted(straight)}");
        }
    }

    private static string Sorted(InMemoryInstance instance) => string.Join(' ', instance.Completed().Split(' ').Order(StringComparer.Ordinal));

    private async Task<InMemoryInstance> RunToTheEnd(JsonObject root)
    {
        var instance = await _bench.Start(root);
        for (var turn = 0; turn < 200 && instance.Status == InstanceStatus.Suspended; turn++)
        {
            Assert.NotEmpty(instance.Bookmarks);
            await _bench.Resume(instance, instance.Bookmarks[turn % instance.Bookmarks.Count]);
        }

        return instance;
    }
}
