using System.Text.Json.Nodes;
using Trasa.Engine.Instances;
using Trasa.TestKit.Engine;
using static Trasa.Activities.Tests.Kit.Json;

namespace Trasa.Activities.Tests.Scripting;

/// <summary>What scripts see of a running workflow, and what they leave behind.</summary>
public sealed class ScriptsInWorkflowsTests : IAsyncLifetime
{
    private EngineTestHost _host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await EngineTestHost.StartAsync(services => services.AddControlActivities(), cancellationToken: Token);

    public async ValueTask DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("Elsa.ForEach", "getCurrentValue()", "10 20 ")]
    [InlineData("Elsa.ForEach", "variables.CurrentValue", "10 20 ")]
    [InlineData("Elsa.ForEach", "getVariable('CurrentValue')", "10 20 ")]
    [InlineData("Elsa.ForEach", "getCurrentIndex()", "0 1 ")]
    [InlineData("Elsa.ParallelForEach", "getCurrentValue()", "10 20 ")]
    public async Task Loop_shows_its_value_in_every_way(string type, string value, string said)
    {
        var loop = Activity(type, "loop", ("items", Expression("JavaScript", "[10, 20]")), ("body", Script("body", $"setSaid((getSaid() ?? '') + {value} + ' ')")));

        Assert.Equal(said, await SaidAsync(loop));
    }

    [Fact]
    public async Task For_shows_its_number()
    {
        var loop = Activity(
            "Elsa.For", "loop", ("start", Expression("JavaScript", "1", "Int32")), ("end", Expression("JavaScript", "3", "Int32")),
            ("body", Script("body", "setSaid((getSaid() ?? '') + getCurrentValue())")));

        Assert.Equal("123", await SaidAsync(loop));
    }

    [Fact]
    public async Task Value_of_a_turn_that_a_script_changes_is_changed_for_the_turn()
    {
        var body = Sequence(Script("change", "getCurrentValue().n *= 2"), Script("say", "setSaid((getSaid() ?? '') + getCurrentValue().n + ' ')"));
        body["id"] = "body";
        var loop = Activity("Elsa.ForEach", "loop", ("items", Expression("JavaScript", "[{n: 1}, {n: 2}]")), ("body", body));

        Assert.Equal("2 4 ", await SaidAsync(loop));
    }

    [Fact]
    public async Task What_a_script_changes_inside_a_variable_is_there_for_the_next_one()
    {
        var said = await SaidAsync(
            Script("make", "setList([1, 2, 3]); setItem({n: 1})"),
            Script("change", "variables.List.push(4); getItem().n = 9; variables.Item.m = {k: 5}"),
            Script("say", "setSaid(getList().length + ':' + getItem().n + ':' + variables.Item.m.k)"));

        Assert.Equal("4:9:5", said);
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("0", false)]
    [InlineData("NaN", false)]
    [InlineData("[1, 2].length", true)]
    [InlineData("true && 1", true)]
    [InlineData("'true'", true)]
    [InlineData("'False'", false)]
    [InlineData("null", false)]
    public async Task Condition_may_be_a_number_as_everywhere_in_JavaScript(string condition, bool holds)
    {
        var choice = Activity("Elsa.If", "if", ("condition", Expression("JavaScript", condition, "Boolean")), ("then", Script("yes", "setSaid('yes')")), ("else", Script("no", "setSaid('no')")));
        var fork = Chart(
            [Activity("Elsa.FlowDecision", "d", ("condition", Expression("JavaScript", condition, "Boolean"))), Script("t", "setSaid(getSaid() + ' true')"), Script("f", "setSaid(getSaid() + ' false')")],
            "d:True -> t", "d:False -> f");

        Assert.Equal(holds ? "yes true" : "no false", await SaidAsync(choice, fork));
    }

    [Theory]
    [InlineData("getResultFromMyStep()", "7")]
    [InlineData("getOutputFrom('My Step', 'Result')", "7")]
    [InlineData("getOutputFrom('step')", "7")]
    public async Task Output_of_an_activity_is_found_by_its_name_without_spaces(string script, string expected)
    {
        var step = Script("step", "7");
        step["name"] = "My Step";

        Assert.Equal(expected, await SaidAsync(step, Script("say", $"setSaid(String({script}))")));
    }

    [Fact]
    public async Task Output_of_an_activity_that_is_not_there_says_so()
    {
        await _host.PublishAsync("missing", Workflow("missing", Sequence(Script("say", "getResultFromNobody()"))), Token);

        var result = await _host.StartWorkflowAsync("missing", cancellationToken: Token);

        Assert.Equal(InstanceStatus.Faulted, result.Status);
        Assert.Contains("Nobody", (await _host.Get<IInstanceQueries>().IncidentsAsync(result.InstanceId, Token)).Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Number_keeps_its_digits_on_the_way_through_a_variable()
    {
        var said = await SaidAsync(
            Script("make", "setItem(4111111111111111)"),
            Script("add", "setList([getItem() + 1, 0.1 + 0.2, 1 / 3, 9007199254740991])"),
            Script("say", "setSaid(getList().join(' '))"));

        Assert.Equal("4111111111111112 0.30000000000000004 0.3333333333333333 9007199254740991", said);
    }

    private static JsonObject Script(string id, string text) => Activity("Elsa.RunJavaScript", id, ("script", text));

    private async Task<string?> SaidAsync(params JsonObject[] activities)
    {
        var root = Sequence([.. activities, Script("end", "setOutput('Said', getSaid())")]);
        await _host.PublishAsync("script", Workflow("script", root, Variable("Said"), Variable("List"), Variable("Item")), Token);
        var result = await _host.StartWorkflowAsync("script", cancellationToken: Token);
        Assert.Equal(InstanceStatus.Finished, result.Status);
        return result.Output.GetValueOrDefault("Said") as string;
    }
}
