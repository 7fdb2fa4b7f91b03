using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Engine.Hosting;
using Trasa.Engine.Instances;
using Trasa.Engine.Stimuli;
using Trasa.Model.Validation;
using Trasa.Model.Workflows;
using Trasa.TestKit.Engine;
using static Trasa.Activities.Tests.Kit.Json;

namespace Trasa.Activities.Tests.Conformance;

/// <summary>Definitions that mean no good, or are only broken: refused or parked with a reason, and the host goes on.</summary>
public sealed class HostileDefinitionTests : IAsyncLifetime
{
    private EngineTestHost _host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await EngineTestHost.StartAsync(
        services => services.AddControlActivities().Configure<Engine.EngineOptions>(options => options.StateSize = 100_000), cancellationToken: Token);

    public async ValueTask DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public void Nesting_that_nobody_draws_is_refused()
    {
        var deep = new StringBuilder();
        for (var level = 0; level < 50_000; level++) deep.Append("""{"type":"Elsa.FlowNode","id":"x","body":""");

        Assert.NotEmpty(DefinitionReader.Read("""{"root":""" + deep).Problems);
        Assert.NotEmpty(DefinitionReader.Read("""{"root":""" + deep + "null" + new string('}', 50_001)).Problems);
    }

    [Fact]
    public async Task Nesting_up_to_the_limit_runs()
    {
        var root = Activity("Elsa.WriteLine", "line", ("text", "deep"));
        for (var level = 0; level < 400; level++) root = Activity("Elsa.FlowNode", "n" + level, ("body", root));

        Assert.Equal(InstanceStatus.Finished, (await RunAsync(root)).Status);
    }

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(120_000)]
    public void A_million_arrows_are_refused_with_the_limit(int count)
    {
        var arrows = string.Join(',', Enumerable.Repeat("""{"source":"a","target":"b"}""", count));
        var text = $$"""{"definitionId":"x","root":{"type":"Elsa.Flowchart","id":"f","activities":[],"connections":[{{arrows}}]} }""";

        var problem = DefinitionReader.Read(text).Problems.Single();

        Assert.Equal(ProblemCodes.Limit, problem.Code);
        Assert.Contains("limit", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dense_flowchart_is_checked_and_run()
    {
        var activities = Enumerable.Range(0, 150).Select(number => Activity("Elsa.FlowJoin", "a" + number, ("mode", "WaitAll"))).ToArray();
        var arrows = from source in Enumerable.Range(0, 150) from target in Enumerable.Range(source + 1, 149 - source) select $"a{source} -> a{target}";
        var root = Chart(activities, [.. arrows]);

        var problems = _host.Get<WorkflowValidator>().Validate(Workflow("dense", (System.Text.Json.Nodes.JsonObject)root.DeepClone()));
        var result = await RunAsync(root);

        Assert.DoesNotContain(problems, problem => problem.Code == ProblemCodes.Limit);
        Assert.NotEqual(Guid.Empty, result.InstanceId);
    }

    /// <summary>At the limits of size, a check or a compilation that takes each with each would not end today.</summary>
    [Theory]
    [InlineData("back")]
    [InlineData("ladder")]
    [InlineData("unreached")]
    [InlineData("choices")]
    public void Flowchart_at_the_limits_is_checked(string shape)
    {
        const int Count = 15_000;
        var activities = Enumerable.Range(0, Count).Select(number => Activity(shape == "choices" && number % 2 == 0 ? "Elsa.FlowSwitch" : "Elsa.FlowJoin", "a" + number, ("mode", "WaitAll"))).ToArray();
        var forward = Enumerable.Range(0, Count - 1).Select(number => $"a{number} -> a{number + 1}");
        var arrows = shape switch
        {
            "back" => forward.Concat(Enumerable.Range(1, 60_000).Select(number => $"a{Count - 1 - (number % (Count / 2))} -> a{number % (Count / 3)}")),
            "ladder" => forward.Concat(Enumerable.Range(0, 70_000).Select(number => $"a{number % (Count - 9)} -> a{(number % (Count - 9)) + 2 + (number % 7)}")),
            "unreached" => Enumerable.Range(1, Count - 2).Select(number => $"a{number} -> a{number + 1}"),
            _ => forward.Concat(Enumerable.Range(0, 60_000).Select(number => $"a{number % 5 * 2}:p{number} -> a{100 + (number % 10_000)}")),
        };
        if (shape == "unreached") foreach (var activity in activities[1..]) activity["customProperties"] = new System.Text.Json.Nodes.JsonObject { ["canStartWorkflow"] = true };

        var definition = DefinitionReader.Read(Workflow("large", Chart(activities, [.. arrows]))).Definition!;
        var problems = _host.Get<WorkflowValidator>().Validate(definition);

        // All of them are sound: what leads back leads to where every way has come by.
        Assert.DoesNotContain(problems, problem => problem.Code is ProblemCodes.Limit or ProblemCodes.UnsoundLoop);
    }

    /// <summary>Read for each expression anew, these names would take minutes.</summary>
    [Fact]
    public async Task Thousands_of_names_in_sight_of_thousands_of_expressions_are_checked_and_run()
    {
        var activities = Enumerable.Range(0, 5_000).Select(number => Activity("Elsa.WriteLine", "a" + number, ("text", Expression("Feel", number == 9 ? "v17000" : "v1", "String")))).ToArray();
        var variables = Enumerable.Range(0, 5_000).Select(number => Variable("v" + number)).ToArray();
        var root = Sequence(activities);

        var problems = _host.Get<WorkflowValidator>().Validate(Workflow("named", (System.Text.Json.Nodes.JsonObject)root.DeepClone(), [.. variables.Select(variable => (System.Text.Json.Nodes.JsonObject)variable.DeepClone())]));
        var result = await RunAsync(root, variables);

        Assert.Equal((ProblemCodes.UnknownVariable, "a9"), (Assert.Single(problems).Code, problems[0].ActivityId));
        Assert.Equal(InstanceStatus.Finished, result.Status);
    }

    [Fact]
    public async Task Incident_shows_the_beginning_of_a_text_and_not_all_of_it()
    {
        var broken = await RunAsync(Sequence(Activity("Elsa.WriteLine", "line", ("text", Expression("Feel", "1 + " + new string('x', 50_000) + " +", "String")))));
        var thrown = await RunAsync(Sequence(Activity("Elsa.WriteLine", "line", ("text", Expression("JavaScript", "throw new Error('x'.repeat(50000))", "String")))));

        foreach (var instance in new[] { broken, thrown })
        {
            var incident = (await _host.Get<IInstanceQueries>().IncidentsAsync(instance.InstanceId, Token)).Single();
            Assert.InRange(incident.Message.Length, 200, 2_100);
            Assert.Equal("line", incident.ActivityId);
        }
    }

    [Theory]
    [InlineData("Feel", "1 + ", 200_000)]
    [InlineData("Feel", "(", 200_000)]
    [InlineData("JavaScript", "1 + ", 200_000)]
    [InlineData("JavaScript", "(", 200_000)]
    [InlineData("JavaScript", "[", 200_000)]
    [InlineData("JavaScript", "`${", 100_000)]
    [InlineData("JavaScript", "if(0)1;else ", 20_000)]
    [InlineData("Liquid", "{{ a | ", 100_000)]
    [InlineData("Liquid", "{% if true %}", 20_000)]
    [InlineData("Liquid", "{{ a[b] }}{% # don't %}", 40_000)]
    public async Task Huge_or_deep_expression_is_an_incident_and_no_end_of_the_host(string language, string piece, int times)
    {
        var text = string.Concat(Enumerable.Repeat(piece, times)) + "1";

        var result = await RunAsync(Sequence(Activity("Elsa.WriteLine", "line", ("text", Expression(language, text, "String")))));

        Assert.NotEqual(InstanceStatus.Running, result.Status);
        Assert.Equal(InstanceStatus.Finished, (await RunAsync(Sequence(Activity("Elsa.WriteLine", "line", ("text", "x"))))).Status);
    }

    /// <summary>A slot that holds the activity it belongs to can only be written down as one that refers to itself by id.</summary>
    [Fact]
    public async Task Slots_that_name_each_other_in_a_circle_end_somewhere()
    {
        var root = Chart([Activity("Elsa.FlowNode", "a", ("body", Activity("Elsa.FlowNode", "b", ("body", Activity("Elsa.FlowNode", "a"))))), Activity("Elsa.WriteLine", "c", ("text", "x"))], "a -> c", "c -> a");

        var problems = _host.Get<WorkflowValidator>().Validate(Workflow("circle", (System.Text.Json.Nodes.JsonObject)root.DeepClone()));
        var result = await RunAsync(root);

        Assert.Contains(problems, problem => problem.Code == ProblemCodes.DuplicateId);
        Assert.Equal(InstanceStatus.Faulted, result.Status);
    }

    [Fact]
    public async Task Payload_over_the_limit_is_refused_before_it_is_stored()
    {
        var waiting = await RunAsync(Sequence(Activity("Elsa.Event", "e", ("eventName", "go"))));
        var bookmark = (await _host.BookmarksAsync(waiting.InstanceId, Token)).Single();
        var large = new string('x', 5 * 1024 * 1024);

        var event1 = await Assert.ThrowsAsync<PayloadTooLargeException>(() => _host.Engine.PublishAsync(new("go", Payload: large), Token));
        var resume = await Assert.ThrowsAsync<PayloadTooLargeException>(() => _host.Engine.ResumeAsync(bookmark.Id, large, Actor.System, Token));

        Assert.All((Exception[])[event1, resume], problem => Assert.Contains("PayloadSize", problem.Message, StringComparison.Ordinal));
        Assert.Equal(InstanceStatus.Suspended, (await _host.InstanceAsync(waiting.InstanceId, Token)).Status);
        await _host.RunUntilIdleAsync(Token);
        Assert.Single(await _host.BookmarksAsync(waiting.InstanceId, Token));
    }

    [Fact]
    public async Task Type_that_nobody_knows_is_an_incident_that_names_it()
    {
        var result = await RunAsync(Sequence(Activity("Evil.Plugin", "x", ("command", "rm"))));

        Assert.Equal(InstanceStatus.Faulted, result.Status);
        Assert.Contains("Evil.Plugin", (await _host.Get<IInstanceQueries>().IncidentsAsync(result.InstanceId, Token)).Single().Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("JavaScript", "while (true) {}", "limit")]
    [InlineData("JavaScript", "let a = 'x'; for (;;) a = a + a;", "limit")]
    [InlineData("JavaScript", "let f = () => f(); f()", "limit")]
    [InlineData("JavaScript", "let a=[];for(let i=0;i<100000;i++)a=[a];''+a", "nested")]
    [InlineData("JavaScript", "let a=[1];for(let i=0;i<90;i++)a=[a,a];''+a", "limit")]
    [InlineData("JavaScript", "let a=[];a.push(a);throw a", "threw")]
    [InlineData("JavaScript", "let a=[];a.push(a);JSON.stringify(a)", "part of itself")]
    [InlineData("JavaScript", "let f=()=>1;for(let i=0;i<20000;i++)f=f.bind(null);f()", "nested")]
    [InlineData("Liquid", "{% for i in (1..99999) %}{% assign a = a | append: 'xxxxxxxxxx' %}{% endfor %}", "limit")]
    [InlineData("Liquid", "{% assign a = 'aaaaaaaaaa' | replace: 'a', 'aaaaaaaaaa' | replace: 'a', 'aaaaaaaaaa' | replace: 'a', 'aaaaaaaaaa' | replace: 'a', 'aaaaaaaaaa' | replace: 'a', 'aaaaaaaaaa' | replace: 'a', 'aaaaaaaaaa' %}", "limit")]
    [InlineData("JavaScript", "/(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab')", "")]
    public async Task Expression_that_never_ends_or_takes_all_memory_is_an_incident(string language, string text, string reason)
    {
        var result = await RunAsync(Sequence(Activity("Elsa.WriteLine", "line", ("text", Expression(language, text, "String")))));

        if (reason.Length == 0) return;
        var incident = (await _host.Get<IInstanceQueries>().IncidentsAsync(result.InstanceId, Token)).Single();
        Assert.Contains(reason, incident.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endless_loop_of_activities_ends_at_the_limit()
    {
        var loop = Activity("Elsa.While", "w", ("condition", true), ("body", Activity("Elsa.SetVariable", "set", ("variable", Variable("x")), ("value", 1))));

        var result = await RunAsync(Sequence(loop), Variable("x"));

        Assert.Equal(InstanceStatus.Faulted, result.Status);
        Assert.Contains("StepsPerBurst", (await _host.Get<IInstanceQueries>().IncidentsAsync(result.InstanceId, Token)).Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task State_over_the_limit_is_refused_by_name_and_the_event_that_would_make_it_is_parked()
    {
        var big = Expression("JavaScript", "'x'.repeat(200000)");
        var root = Sequence(Activity("Elsa.Event", "e", ("eventName", "go")), Activity("Elsa.SetVariable", "set", ("variable", Variable("x")), ("value", big)), Activity("Elsa.Event", "stay", ("eventName", "never")));
        var waiting = await RunAsync(root, Variable("x"));

        await _host.Engine.PublishAsync(new("go"), Token);
        await _host.AdvanceAsync(TimeSpan.FromHours(1), Token);

        var parked = (await _host.Get<IWorkQueue>().ParkedAsync(10, Token)).Single();
        Assert.Contains("StateSize", parked.Reason, StringComparison.Ordinal);
        Assert.Equal(InstanceStatus.Suspended, (await _host.InstanceAsync(waiting.InstanceId, Token)).Status);
    }

    [Fact]
    public async Task Workflow_that_starts_itself_ends_at_the_limit()
    {
        await _host.PublishAsync("self", Workflow("self", Sequence(Activity("Elsa.DispatchWorkflow", "again", ("workflowDefinitionId", "self")))), Token);

        await _host.StartWorkflowAsync("self", cancellationToken: Token);
        await _host.AdvanceAsync(TimeSpan.FromHours(1), Token);

        Assert.InRange((await _host.Get<IInstanceQueries>().SearchAsync(new("self"), 0, 1, Token)).Total, 50, 60);
        Assert.Contains("ChildDepth", (await _host.Get<IWorkQueue>().ParkedAsync(10, Token)).Single().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_for_an_instance_that_is_gone_is_told_so()
    {
        var ended = await RunAsync(Sequence(Activity("Elsa.WriteLine", "line", ("text", "x"))));

        Assert.Equal(ResumeOutcome.NotFound, (await _host.Engine.ResumeAsync(Guid.Empty, null, Actor.System, Token)).Outcome);
        Assert.False(await _host.Engine.CancelAsync(ended.InstanceId, "late", Actor.System, Token));
        Assert.False(await _host.Engine.CancelAsync(Guid.Empty, "nobody", Actor.System, Token));
        await Assert.ThrowsAsync<DefinitionNotFoundException>(() => _host.StartWorkflowAsync("nothing", cancellationToken: Token));
        await _host.Engine.PublishAsync(new("nobody waits for this"), Token);
        await _host.RunUntilIdleAsync(Token);
        Assert.Empty(await _host.Get<IWorkQueue>().ParkedAsync(10, Token));
    }

    private async Task<StartResult> RunAsync(System.Text.Json.Nodes.JsonObject root, params System.Text.Json.Nodes.JsonObject[] variables)
    {
        await _host.PublishAsync("hostile", Workflow("hostile", root, variables), Token);
        return await _host.StartWorkflowAsync("hostile", cancellationToken: Token);
    }
}
