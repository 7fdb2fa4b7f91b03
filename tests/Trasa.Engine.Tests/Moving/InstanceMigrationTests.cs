using System.Text.Json.Nodes;
using Trasa.Engine.Doors;
using Trasa.Engine.Execution;
using Trasa.Engine.Hosting;
using Trasa.Engine.Instances;
using Trasa.Engine.Journal;
using Trasa.Engine.Moving;
using Trasa.Engine.Tests.Execution.Kit;
using Trasa.TestKit.Engine;
using static Trasa.Engine.Tests.Execution.Kit.Flow;

namespace Trasa.Engine.Tests.Moving;

/// <summary>Running instances on another version of their definition: what is done stays done, what waits goes on waiting.</summary>
public sealed class InstanceMigrationTests : IAsyncLifetime
{
    private EngineTestHost _host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await EngineTestHost.StartAsync(
        services => services.AddActivity<Step>().AddActivity<WaitHere>().AddActivity<Fails>(), cancellationToken: Token);

    public async ValueTask DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Migrated_instance_goes_on_at_its_step_and_restarts_nothing()
    {
        await PublishAsync(Sequence("s", Step("a"), Wait("w"), Step("b")));
        var id = await StartAsync();
        await PublishAsync(Sequence("s", Step("new1"), Step("a"), Wait("w"), Step("new2"), Step("b")));

        var dry = await Migration.DryRunAsync(new("flow", 1, 2), Token);
        Assert.Equal([id], await Migration.OpenAsync(new("flow", 1, 2), Token));
        Assert.Equal(1, (await _host.InstanceAsync(id, Token)).DefinitionVersion);
        var done = await Migration.RunAsync(new("flow", 1, 2, Note: "because"), new Actor(null, "Ana"), Token);
        Assert.Empty(await Migration.OpenAsync(new("flow", 1, 2), Token));
        await ResumeAsync(id, "w");

        Assert.Equal(MigrationOutcome.Continues, dry.Instances.Single().Outcome);
        Assert.Equal(("w", "w", "Event w"), (dry.Instances.Single().Steps.Single().From, dry.Instances.Single().Steps.Single().To, dry.Instances.Single().Steps.Single().WaitsFor));
        Assert.Equal(1, done.Count(MigrationOutcome.Continues));
        Assert.Equal((2, InstanceStatus.Finished), ((await _host.InstanceAsync(id, Token)).DefinitionVersion, (await _host.InstanceAsync(id, Token)).Status));
        Assert.Equal("a w new2 b s", await CompletedAsync(id));
        var entry = (await JournalAsync(id)).Single(entry => entry.Event == JournalEvents.Migrated);
        Assert.Equal("Ana", entry.Actor);
        Assert.Contains("because", entry.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wait_moves_to_the_step_that_is_chosen_and_keeps_its_due_time()
    {
        var old = Wait("old").WithCustom("boundaries", new JsonArray(new JsonObject { ["kind"] = "timer", ["outcome"] = "Overdue", ["duration"] = "PT4H" }));
        await PublishAsync(Chart("c", [old, Step("late"), Step("next")], "old:Overdue -> late", "old -> next"));
        var id = await StartAsync();
        var due = (await _host.BookmarksAsync(id, Token)).Single(bookmark => bookmark.Due is not null).Due;
        var renamed = (JsonObject)old.DeepClone();
        renamed["id"] = "renamed";
        await PublishAsync(Chart("c", [renamed, Step("late"), Step("next")], "renamed:Overdue -> late", "renamed -> next"));
        await _host.AdvanceAsync(TimeSpan.FromHours(1), Token);

        var refused = await Migration.DryRunAsync(new("flow", 1, 2), Token);
        var moved = await Migration.RunAsync(new("flow", 1, 2, new Dictionary<string, string> { ["old"] = "renamed" }), Actor.System, Token);

        Assert.Contains("'Test.Wait' (old) is not in version 2", refused.Instances.Single().Reasons.Single(), StringComparison.Ordinal);
        Assert.Equal(MigrationOutcome.Moves, moved.Instances.Single().Outcome);
        Assert.All(await _host.BookmarksAsync(id, Token), bookmark => Assert.Equal("renamed", bookmark.ActivityId));
        Assert.Equal(due, (await _host.BookmarksAsync(id, Token)).Single(bookmark => bookmark.Due is not null).Due);
        await _host.AdvanceAsync(TimeSpan.FromHours(3), Token);
        Assert.Equal("renamed late c", await CompletedAsync(id));
    }

    [Fact]
    public async Task Step_of_another_type_cannot_take_over_a_wait()
    {
        await PublishAsync(Sequence("s", Wait("w")));
        var id = await StartAsync();
        await PublishAsync(Sequence("s", Step("w")));

        var report = await Migration.RunAsync(new("flow", 1, 2), Actor.System, Token);

        Assert.Equal(MigrationOutcome.Cannot, report.Instances.Single().Outcome);
        Assert.Contains("cannot take over its wait", report.Instances.Single().Reasons.Single(), StringComparison.Ordinal);
        Assert.Equal(1, (await _host.InstanceAsync(id, Token)).DefinitionVersion);
    }

    [Fact]
    public async Task What_is_done_and_would_come_again_keeps_the_instance_where_it_is()
    {
        await PublishAsync(Sequence("s", Step("pay"), Wait("w")));
        await StartAsync();
        await PublishAsync(Sequence("s", Wait("w"), Step("pay")));
        await PublishAsync(Chart("s", [Wait("w"), Step("pay")], "w -> pay"));

        var sequence = await Migration.DryRunAsync(new("flow", 1, 2), Token);

        Assert.Contains("it would be done again", sequence.Instances.Single().Reasons.Single(), StringComparison.Ordinal);
        Assert.Equal(MigrationOutcome.Cannot, (await Migration.DryRunAsync(new("flow", 1, 3), Token)).Instances.Single().Outcome);
    }

    [Fact]
    public async Task Flowchart_keeps_branches_that_wait_at_a_join_and_passes_over_what_is_new_before_it()
    {
        await PublishAsync(Chart("c", [Fork("f", "One", "Two"), Step("a"), Wait("w"), Join("j", "WaitAll"), Step("end")], "f:One -> a", "f:Two -> w", "a -> j", "w -> j", "j -> end"));
        var id = await StartAsync();
        await PublishAsync(Chart(
            "c", [Fork("f", "One", "Two"), Step("a"), Step("check"), Wait("w"), Step("note"), Join("j", "WaitAll"), Step("end")],
            "f:One -> a", "f:Two -> w", "a -> check", "check -> j", "w -> note", "note -> j", "j -> end"));

        await Migration.RunAsync(new("flow", 1, 2), Actor.System, Token);
        await ResumeAsync(id, "w");

        Assert.Equal(InstanceStatus.Finished, (await _host.InstanceAsync(id, Token)).Status);
        Assert.Equal("f a w note j end c", await CompletedAsync(id));
    }

    [Fact]
    public async Task Flowchart_that_was_done_already_in_part_is_not_done_again()
    {
        await PublishAsync(Chart("c", [Step("pay"), Wait("w")], "pay -> w"));
        await StartAsync();
        await PublishAsync(Chart("c", [Wait("w"), Step("pay")], "w -> pay"));

        var report = await Migration.DryRunAsync(new("flow", 1, 2), Token);

        Assert.Contains("it would be done again", report.Instances.Single().Reasons.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Loop_in_a_flowchart_turns_on_after_the_move()
    {
        await PublishAsync(Chart("c", [Step("a"), Wait("w"), Decision("d", false), Step("end")], "a -> w", "w -> d", "d:False -> a", "d:True -> end"));
        var id = await StartAsync();
        await ResumeAsync(id, "w");
        await PublishAsync(Chart("c", [Step("a"), Step("between"), Wait("w"), Decision("d", true), Step("end")], "a -> between", "between -> w", "w -> d", "d:False -> a", "d:True -> end"));

        await Migration.RunAsync(new("flow", 1, 2), Actor.System, Token);
        await ResumeAsync(id, "w");

        Assert.Equal("a w d a w d end c", await CompletedAsync(id));
    }

    [Fact]
    public async Task Step_that_a_container_was_put_around_is_entered_there()
    {
        await PublishAsync(Sequence("s", Wait("w"), Step("b")));
        var id = await StartAsync();
        await PublishAsync(Sequence("s", Activity("Trasa.Try", "try", ("body", Sequence("inner", Step("before"), Wait("w"), Step("after")))), Step("b")));

        var report = await Migration.RunAsync(new("flow", 1, 2), Actor.System, Token);
        await ResumeAsync(id, "w");

        Assert.Equal(2, report.Instances.Single().Notes.Count);
        Assert.Equal("w after inner try b s", await CompletedAsync(id));
    }

    [Fact]
    public async Task Loop_goes_on_with_its_item_and_variables_keep_their_values()
    {
        var items = Literal(new JsonArray("x", "y", "z"), "Object[]");
        await PublishAsync(Activity("Elsa.ForEach", "l", ("items", items), ("body", Sequence("b", Wait("w"), Set("set", "seen", Expression("Feel", "CurrentValue"))))), Variable("seen", "nothing"), Variable("gone", "1"));
        var id = await StartAsync();
        await ResumeAsync(id, "w");
        await PublishAsync(Activity("Elsa.ForEach", "l", ("items", Literal(new JsonArray())), ("body", Sequence("b", Wait("w"), Set("set", "seen", Expression("Feel", "CurrentValue")), Step("more")))), Variable("added", "new"), Variable("seen", "other default"));

        var report = await Migration.RunAsync(new("flow", 1, 2), Actor.System, Token);
        Assert.Equal("x", await VariableAsync(id, "seen"));
        await ResumeAsync(id, "w");

        Assert.Equal(("y", "new"), (await VariableAsync(id, "seen"), await VariableAsync(id, "added")));
        Assert.Contains(report.Instances.Single().Notes, note => note.Contains("'gone'", StringComparison.Ordinal));
        await ResumeAsync(id, "w");
        Assert.Equal(InstanceStatus.Finished, (await _host.InstanceAsync(id, Token)).Status);
    }

    [Fact]
    public async Task Instance_with_an_incident_moves_and_is_mended_on_the_new_version()
    {
        await PublishAsync(Sequence("s", Step("a"), Activity("Test.Fails", "bad"), Step("b")));
        var id = await StartAsync();
        await PublishAsync(Sequence("s", Step("a"), Activity("Test.Fails", "bad", ("times", Literal(0, "Int32"))), Step("b")));

        await Migration.RunAsync(new("flow", 1, 2), Actor.System, Token);
        await _host.Engine.RepairAsync(id, [new Repair.Retry("bad")], Actor.System, Token);

        Assert.Equal("a bad b s", await CompletedAsync(id));
    }

    [Fact]
    public async Task Every_instance_is_answered_for_by_itself()
    {
        await PublishAsync(Chart("c", [Fork("f", "One", "Two"), Wait("v"), Wait("w")], "f:One -> v", "f:Two -> w"));
        var both = await StartAsync();
        var one = await StartAsync();
        await ResumeAsync(one, "v");
        var ended = await StartAsync();
        await _host.Engine.CancelAsync(ended, "test", Actor.System, Token);
        await PublishAsync(Chart("c", [Fork("f", "One", "Two"), Wait("w")], "f:Two -> w"));

        var report = await Migration.RunAsync(new("flow", 1, 2, Instances: [both, one, ended]), Actor.System, Token);

        Assert.Equal([MigrationOutcome.Cannot, MigrationOutcome.Continues, MigrationOutcome.Cannot], report.Instances.Select(instance => instance.Outcome));
        Assert.Equal((1, 2), ((await _host.InstanceAsync(both, Token)).DefinitionVersion, (await _host.InstanceAsync(one, Token)).DefinitionVersion));
    }

    [Fact]
    public async Task Map_says_of_every_step_what_it_becomes()
    {
        await PublishAsync(Sequence("s", Wait("w"), Step("gone"), Step("other")));
        await PublishAsync(Sequence("t", Wait("w"), Wait("other")));
        var (from, to) = (await VersionAsync(1), await VersionAsync(2));

        var map = Migration.Map(from, to, new Dictionary<string, string> { ["nobody"] = "w" });

        Assert.Equal([("s", "t"), ("w", "w"), ("gone", null), ("other", "other")], map.Steps.Select(step => (step.From, step.To)));
        Assert.Equal([false, false, true, true], map.Steps.Select(step => step.Problem is not null));
        Assert.Single(map.Problems);
    }

    /// <summary>Moving to a version that is the same changes nothing of what an instance then does, wherever it stands.</summary>
    [Fact]
    public async Task Moving_to_the_same_flow_changes_nothing()
    {
        for (var seed = 0; seed < 25; seed++)
        {
            var key = "random" + seed;
            await PublishAsync(key, RandomFlow.Make(seed));
            var (moved, stayed) = (await StartAsync(key), await StartAsync(key));
            await PublishAsync(key, RandomFlow.Make(seed), Variable("version", "2"));
            for (var turn = 0; turn < 60 && await StepAsync(moved); turn++)
            {
                await StepAsync(stayed);
                if (turn == seed % 3) Assert.DoesNotContain((await Migration.RunAsync(new(key, 1, 2, Instances: [moved]), Actor.System, Token)).Instances, instance => instance.Outcome == MigrationOutcome.Moves);
            }

            await StepAsync(stayed);
            Assert.True(await CompletedAsync(stayed) == await CompletedAsync(moved), $"seed {seed}: {await CompletedAsync(stayed)} / {await CompletedAsync(moved)}");
        }
    }

    private async Task<bool> StepAsync(Guid id)
    {
        if ((await _host.BookmarksAsync(id, Token)).MinBy(bookmark => bookmark.ActivityId, StringComparer.Ordinal) is not { } first) return false;
        await _host.Engine.ResumeAsync(first.Id, null, Actor.System, Token);
        return true;
    }

    private IInstanceMigration Migration => _host.Get<IInstanceMigration>();

    private Task PublishAsync(JsonObject root, params JsonObject[] variables) => PublishAsync("flow", root, variables);

    private async Task PublishAsync(string key, JsonObject root, params JsonObject[] variables) => await _host.PublishAsync(key, Workflow(root, variables).ToText(), Token);

    private async Task<Guid> StartAsync(string key = "flow") => (await _host.Engine.StartAsync(new StartRequest(key, Version: 1), Token)).InstanceId;

    private async Task ResumeAsync(Guid id, string activity)
    {
        var bookmark = (await _host.BookmarksAsync(id, Token)).First(bookmark => bookmark.ActivityId == activity && bookmark.Kind == "Event");
        Assert.Equal(ResumeOutcome.Resumed, (await _host.Engine.ResumeAsync(bookmark.Id, null, Actor.System, Token)).Outcome);
    }

    private Task<IReadOnlyList<JournalEntry>> JournalAsync(Guid id) => _host.Get<IInstanceQueries>().JournalAsync(id, 0, 1_000, Token);

    private async Task<string> CompletedAsync(Guid id) =>
        string.Join(' ', (await JournalAsync(id)).Where(entry => entry.Event == JournalEvents.ActivityCompleted).Select(entry => entry.ActivityId));

    private async Task<Definitions.DefinitionVersion> VersionAsync(int version) => (await _host.Definitions.FindAsync(Definitions.DefinitionKind.Workflow, "flow", version, Token))!;

    private async Task<object?> VariableAsync(Guid id, string name)
    {
        var stored = await _host.InstanceAsync(id, Token);
        return _host.Get<IInstanceRepair>().Look(await VersionAsync(stored.DefinitionVersion), stored).Variables[name];
    }
}
