using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Trasa.Activities.Http;
using Trasa.Engine;
using Trasa.Model.Validation;
using static Trasa.Activities.Tests.Kit.Json;

namespace Trasa.Activities.Tests.Conformance;

/// <summary>What is found before publishing, by those who know the activities.</summary>
public sealed class StructureFindingsTests
{
    private static readonly ServiceProvider Services = new ServiceCollection().AddLogging().AddTrasaEngine().AddControlActivities().AddHttpActivities().AddActivity<Waiting.WaitForFirst>().BuildServiceProvider();

    [Theory]
    [InlineData("Elsa.Timer", "interval", "soon", "no interval")]
    [InlineData("Elsa.Timer", "interval", "00:00:00", "too short")]
    [InlineData("Elsa.Timer", "interval", "4 wh", "Working time needs a calendar")]
    [InlineData("Elsa.Cron", "cronExpression", "every monday", "no cron expression")]
    [InlineData("Elsa.StartAt", "dateTime", "tomorrow", "no instant")]
    [InlineData("Elsa.HttpEndpoint", "path", "a/{b", "no path")]
    public void Trigger_that_would_never_start_its_workflow_is_an_error(string type, string input, string value, string message)
    {
        var problem = Validate(Sequence(Activity(type, "t", (input, value)).Starts())).Single();

        Assert.Equal((ProblemCodes.BadInput, "t", true), (problem.Code, problem.ActivityId, problem.IsError));
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.EndsWith("/" + input, problem.Place, StringComparison.Ordinal);
    }

    [Fact]
    public void States_that_are_not_there_and_states_that_nothing_leads_to_are_found()
    {
        var machine = System.Text.Json.Nodes.JsonNode.Parse("""
            {"type":"Elsa.StateMachine","id":"m","initialState":"Begin","states":[{"name":"A"},{"name":"B"},{"name":"Lost"}],
             "transitions":[{"name":"t","from":"A","to":"B"},{"name":"u","from":"A","to":"Nowhere"}]}
            """)!.AsObject();

        var codes = Validate(machine).Select(problem => problem.Code).Order(StringComparer.Ordinal);

        Assert.Equal([ProblemCodes.Unreachable, ProblemCodes.Unreachable, ProblemCodes.Unreachable, ProblemCodes.UnknownState, ProblemCodes.UnknownState], codes);
    }

    [Fact]
    public void What_stands_behind_the_end_of_a_sequence_is_found() =>
        Assert.Equal(ProblemCodes.Unreachable, Validate(Sequence(Activity("Elsa.Finish", "f"), Activity("Elsa.WriteLine", "w"))).Single().Code);

    [Fact]
    public void Work_that_would_never_be_undone_is_found() =>
        Assert.Equal(ProblemCodes.NeverUndone, Validate(Sequence(Activity("Trasa.Compensable", "c"))).Single().Code);

    [Fact]
    public void Join_of_two_answers_of_which_one_comes_is_never_complete()
    {
        var wait = Activity("Trasa.WaitForFirst", "w", ("waitFor", JsonNode.Parse("""[{"label":"Paid","event":"paid"},{"label":"Withdrawn","event":"withdrawn"}]""")));
        var join = Activity("Elsa.FlowJoin", "j", ("mode", "WaitAll"));

        var problem = Validate(Chart([wait, Activity("Elsa.WriteLine", "a"), Activity("Elsa.WriteLine", "b"), join], "w:Paid -> a", "w:Withdrawn -> b", "a -> j", "b -> j")).Single();

        Assert.Equal((ProblemCodes.JoinNeverCompletes, "j", true), (problem.Code, problem.ActivityId, problem.IsError));
        Assert.Contains("takes only one of", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public void What_a_boundary_fires_besides_may_be_joined_with_the_answer(bool interrupts, int problems)
    {
        var wait = Activity("Trasa.WaitForFirst", "w", ("waitFor", JsonNode.Parse("""[{"label":"Paid","event":"paid"}]""")));
        wait["customProperties"] = new JsonObject { ["boundaries"] = new JsonArray(new JsonObject { ["kind"] = "timer", ["outcome"] = "Late", ["duration"] = "1 h", ["interrupting"] = interrupts }) };

        var found = Validate(Chart([wait, Activity("Elsa.WriteLine", "a"), Activity("Elsa.FlowJoin", "j", ("mode", "WaitAll"))], "w:Late -> a", "w:Paid -> j", "a -> j"));

        Assert.Equal(problems, found.Count(problem => problem.Code == ProblemCodes.JoinNeverCompletes));
    }

    [Fact]
    public void Script_that_cannot_be_read_names_its_line()
    {
        var problem = Validate(Sequence(Activity("Elsa.WriteLine", "w", ("text", Expression("JavaScript", "let a = 1;\nlet b = ;"))))).Single();

        Assert.Equal(ProblemCodes.BadExpression, problem.Code);
        Assert.Contains("2", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("getNope()", "getNope()")]
    [InlineData("setNope(1)", "setNope()")]
    [InlineData("variables.Nope + 1", "variables.Nope")]
    [InlineData("`${getVariable('Nope')}`", "getVariable('Nope')")]
    public void Script_that_reads_what_nothing_gives_a_value_is_a_warning(string script, string written)
    {
        var problem = Validate(Sequence(Activity("Elsa.WriteLine", "w", ("text", Expression("JavaScript", script))))).Single();

        Assert.Equal((ProblemCodes.UnknownVariable, "w", false), (problem.Code, problem.ActivityId, problem.IsError));
        Assert.Contains("'Nope'", problem.Message, StringComparison.Ordinal);
        Assert.Contains(written, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("setVariable('Made', 1)", "getMade() + variables.Made + getVariable('made')")]
    [InlineData("variables.Made = 1", "getMade()")]
    [InlineData("1", "getCorrelationId() + getResultFromStep() + getCurrentValue() + setOutcome('x')")]
    [InlineData("1", "const getOwn = () => 1; function setOwn(x) { return x } getOwn() + setOwn(2)")]
    [InlineData("1", "let o = { getPart() { return 1 } }; o.getPart() + new Date().getTime() + 'getText()' /* getRemark() */")]
    public void Names_that_a_script_makes_and_functions_that_are_there_are_known(string before, string script) =>
        Assert.Empty(Validate(Sequence(Activity("Elsa.RunJavaScript", "r", ("script", before)), Activity("Elsa.WriteLine", "w", ("text", Expression("JavaScript", script))))));

    [Fact]
    public void Script_of_an_activity_is_checked_as_an_expression_is()
    {
        Assert.Equal(ProblemCodes.BadExpression, Validate(Sequence(Activity("Elsa.RunJavaScript", "r", ("script", "let = ;")))).Single().Code);
        Assert.Equal(ProblemCodes.UnknownVariable, Validate(Sequence(Activity("Elsa.RunJavaScript", "r", ("script", "return getNope();")))).Single().Code);
    }

    [Theory]
    [InlineData("Elsa.Delay", "timeSpan", "soonish", "a duration")]
    [InlineData("Elsa.For", "end", "ten", "a number")]
    [InlineData("Elsa.If", "condition", "maybe", "true or false")]
    [InlineData("Elsa.StartAt", "dateTime", "next week", "an instant")]
    [InlineData("Elsa.FlowSendHttpRequest", "retries", "often", "a number")]
    public void Value_that_is_none_of_its_type_is_an_error(string type, string input, string value, string wanted)
    {
        var problem = Validate(Sequence(Activity(type, "a", (input, value)))).Single(one => one.Code == ProblemCodes.BadInput);

        Assert.Equal(("a", true), (problem.ActivityId, problem.IsError));
        Assert.Contains($"'{value}' is no value of '{input}', which wants {wanted}", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Elsa.Delay", "timeSpan", "4 wh")]
    [InlineData("Elsa.Delay", "timeSpan", "00:00:01")]
    [InlineData("Elsa.For", "end", "10")]
    [InlineData("Elsa.If", "condition", "True")]
    [InlineData("Elsa.StartAt", "dateTime", "2026-03-01")]
    [InlineData("Elsa.WriteHttpResponse", "statusCode", "Created")]
    public void Value_that_fits_its_type_is_none(string type, string input, string value) =>
        Assert.DoesNotContain(Validate(Sequence(Activity(type, "a", (input, value)))), problem => problem.Code == ProblemCodes.BadInput);

    [Fact]
    public void Value_for_a_variable_is_checked_by_the_type_that_it_is_written_with() =>
        Assert.Contains(Validate(Sequence(Activity("Elsa.SetVariable", "s", ("variable", Variable("x")), ("value", Expression("Literal", "soonish", "Int32"))))), problem => problem is { Code: ProblemCodes.BadInput, IsError: true });

    private static IReadOnlyList<Model.Workflows.DefinitionProblem> Validate(System.Text.Json.Nodes.JsonObject root) =>
        Services.GetRequiredService<WorkflowValidator>().Validate(Workflow("x", root));
}
