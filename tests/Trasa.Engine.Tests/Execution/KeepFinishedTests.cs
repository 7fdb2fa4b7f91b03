using System.Text.Json.Nodes;
using Trasa.Engine.Instances;
using Trasa.Engine.Tests.Execution.Kit;
using Trasa.TestKit.Engine;

namespace Trasa.Engine.Tests.Execution;

/// <summary>Workflows whose finished instances nobody asks about.</summary>
public sealed class KeepFinishedTests : IAsyncLifetime
{
    private EngineTestHost _host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await EngineTestHost.StartAsync(services => services.AddActivity<Step>().AddActivity<WaitHere>().AddActivity<Fails>(), cancellationToken: Token);

    public async ValueTask DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("none", 0)]
    [InlineData("PT2H", 2)]
    public async Task Finished_instance_is_forgotten_with_its_journal_when_its_time_is_over(string keep, int hours)
    {
        var id = await StartAsync(keep, Flow.Step("a"));
        if (hours > 0)
        {
            await _host.AdvanceAsync(TimeSpan.FromHours(hours) - TimeSpan.FromMinutes(1), Token);
            Assert.NotNull(await _host.Instances.LoadAsync(id, Token));
        }

        await _host.AdvanceAsync(TimeSpan.FromMinutes(1), Token);

        Assert.Null(await _host.Instances.LoadAsync(id, Token));
        Assert.Empty(await _host.Get<IInstanceQueries>().JournalAsync(id, 0, 10, Token));
        Assert.Null(await _host.Engine.NextDueAsync(Token));
    }

    [Fact]
    public async Task What_waits_failed_or_says_nothing_of_it_stays()
    {
        Guid[] ids = [await StartAsync("none", Flow.Wait("a")), await StartAsync("none", Flow.Activity("Test.Fails", "a")), await StartAsync(null, Flow.Step("a")), await StartAsync("soon", Flow.Step("a"))];

        await _host.AdvanceAsync(TimeSpan.FromDays(30), Token);

        foreach (var id in ids) Assert.NotNull(await _host.Instances.LoadAsync(id, Token));
    }

    private async Task<Guid> StartAsync(string? keep, JsonObject step)
    {
        var definition = Flow.Workflow(Flow.Sequence("root", step));
        if (keep is not null) definition.Json["options"] = new JsonObject { ["keepFinished"] = keep };
        await _host.PublishAsync("test", definition.ToText(), Token);
        return (await _host.StartWorkflowAsync("test", cancellationToken: Token)).InstanceId;
    }
}
