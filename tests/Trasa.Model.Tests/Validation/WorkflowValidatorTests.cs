using Trasa.Model.Activities;
using Trasa.Model.Validation;
using Trasa.Model.Workflows;

namespace Trasa.Model.Tests.Validation;

public sealed class WorkflowValidatorTests
{
    private readonly Check _check = new();
    private readonly WorkflowValidator _validator;

    public WorkflowValidatorTests() => _validator = new(new Catalogue(), _check);

    [Fact]
    public void Sound_definition_has_no_problems()
    {
        Assert.Empty(Problems("""{"id":"a","type":"Elsa.Start"},{"id":"w","type":"Wait","eventName":{"typeName":"String","expression":{"type":"Literal","value":"E"}}}""", "a:Done>w"));
    }

    [Fact]
    public void Id_that_is_used_twice_is_an_error_with_its_line()
    {
        var problem = Assert.Single(_validator.Validate("""
            {"root": {"id": "s", "type": "Elsa.Sequence", "activities": [
              {"id": "a", "type": "Elsa.Start"},
              {"id": "a", "type": "Elsa.Start"}]}}
            """));

        Assert.Equal((ProblemCodes.DuplicateId, 3, "a"), (problem.Code, problem.Line, problem.ActivityId));
    }

    [Theory]
    [InlineData("""[{"name":"name","type":"String"}]""", "[]", "inputName")]
    [InlineData("[]", """[{"name":"Type","type":"String"}]""", "outputType")]
    [InlineData("""[{"name":"amount"}]""", """[{"name":"Amount"}]""", "an input and an output")]
    [InlineData("""[{"name":"a"},{"name":"a"}]""", "[]", "2 inputs")]
    public void Input_or_output_that_a_file_cannot_hold_as_an_activity_is_told(string inputs, string outputs, string message)
    {
        foreach (var usable in (bool[])[true, false])
        {
            var problem = Assert.Single(_validator.Validate($$$"""{"inputs":{{{inputs}}},"outputs":{{{outputs}}},"options":{"usableAsActivity":{{{(usable ? "true" : "false")}}}},"root":{"id":"s","type":"Elsa.Sequence","activities":[]}}"""));

            Assert.Equal((ProblemCodes.TakenName, usable || message == "2 inputs"), (problem.Code, problem.IsError));
            Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Missing_input_says_what_it_is_for()
    {
        var problem = Assert.Single(Problems("""{"id":"w","type":"Wait","eventName":{"typeName":"String","expression":{"type":"Literal","value":""}}}"""));

        Assert.Equal(ProblemCodes.MissingInput, problem.Code);
        Assert.Contains("Which event.", problem.Message);
    }

    [Theory]
    [InlineData("""{"id":"w","type":"Make"}""", true)]
    [InlineData("""{"id":"w","type":"Make","values":{"typeName":"Object","expression":{"type":"Feel","value":"{title: 1}"}}}""", false)]
    public void Input_that_another_one_can_bring_is_missing_without_both(string activity, bool isMissing)
    {
        var problems = Problems(activity);

        Assert.Equal(isMissing, problems.Any(problem => problem.Code == ProblemCodes.MissingInput));
    }

    [Theory]
    [InlineData("w:Changed>d", false)]
    [InlineData("w:Never>d", true)]
    public void Outcomes_that_a_plain_list_declares_by_label_are_known(string arrow, bool isUnknown)
    {
        var problems = Problems("""{"id":"w","type":"First","waitFor":[{"label":"Changed","event":"E"}]},{"id":"d","type":"Step"}""", arrow);

        Assert.Equal(isUnknown, problems.Any(problem => problem.Code == ProblemCodes.UnknownOutcome));
    }

    [Theory]
    [InlineData("a:Done>zz", ProblemCodes.LooseConnection)]
    [InlineData("a:Never>d", ProblemCodes.UnknownOutcome)]
    [InlineData("a:Done>d", null)]
    [InlineData("a:Done>d d:True>a", null)]
    public void Arrows_are_checked(string arrows, string? code)
    {
        var problems = Problems("""{"id":"a","type":"Elsa.Start"},{"id":"d","type":"Elsa.FlowDecision"}""", arrows);

        Assert.Equal(code is not null, problems.Any(problem => problem.Code == code));
    }

    [Fact]
    public void Activity_that_no_arrow_leads_to_is_a_warning()
    {
        var problem = Assert.Single(Problems("""{"id":"a","type":"Elsa.Start"},{"id":"d","type":"Elsa.FlowDecision"}"""));

        Assert.Equal((ProblemCodes.Unreachable, ProblemSeverity.Warning, "d"), (problem.Code, problem.Severity, problem.ActivityId));
    }

    [Theory]
    [InlineData("WaitAll", true)]
    [InlineData("WaitAllActive", false)]
    public void Join_for_all_after_a_decision_can_never_complete(string mode, bool isProblem)
    {
        var problems = Problems(
            """{"id":"d","type":"Elsa.FlowDecision"},{"id":"x","type":"Elsa.Start"},{"id":"y","type":"Step"},{"id":"j","type":"Elsa.FlowJoin","mode":{"typeName":"M","expression":{"type":"Literal","value":"MODE"}}}""".Replace("MODE", mode, StringComparison.Ordinal),
            "x:Done>d d:True>y y:Done>j d:False>j");

        Assert.Equal(isProblem, problems.Any(problem => problem.Code == ProblemCodes.JoinNeverCompletes));
    }

    /// <summary>An arrow that is never followed does not hide the decision, and a join waits for it in vain.</summary>
    [Theory]
    [InlineData("x:Done>d d:True>y d:False>z x:Nope>y y:Done>j z:Done>j", "takes only one of")]
    [InlineData("x:Done>y x:Done>z y:Done>j z:Nope>j", "nothing ever comes from 'Step' by 'Nope'")]
    [InlineData("x:Done>y x:Nope>z y:Done>j z:Done>j", "nothing ever comes from 'Step' by 'Done'")]
    [InlineData("x:Done>y x:Done>e y:Done>j e:Done>j", "nothing ever comes from 'Elsa.End' by 'Done'")]
    public void Join_for_all_that_an_arrow_never_reaches_can_never_complete(string arrows, string message)
    {
        var problems = Problems(
            """{"id":"x","type":"Elsa.Start"},{"id":"d","type":"Elsa.FlowDecision"},{"id":"y","type":"Step"},{"id":"z","type":"Step"},{"id":"e","type":"Elsa.End"},{"id":"j","type":"Elsa.FlowJoin","mode":{"typeName":"M","expression":{"type":"Literal","value":"WaitAll"}}}""",
            arrows);

        var join = Assert.Single(problems, problem => problem.Code == ProblemCodes.JoinNeverCompletes);
        Assert.Equal(("j", true), (join.ActivityId, join.IsError));
        Assert.Contains(message, join.Message, StringComparison.Ordinal);
        Assert.Contains(problems, problem => problem is { Code: ProblemCodes.UnknownOutcome, IsError: false });
    }

    [Fact]
    public void Join_for_all_after_a_fork_is_sound()
    {
        var problems = Problems(
            """{"id":"x","type":"Elsa.Start"},{"id":"a","type":"Step"},{"id":"b","type":"Step"},{"id":"j","type":"Elsa.FlowJoin","mode":{"typeName":"M","expression":{"type":"Literal","value":"WaitAll"}}}""",
            "x:Done>a x:Done>b a:Done>j b:Done>j");

        Assert.Empty(problems);
    }

    [Fact]
    public void Loop_entered_from_its_side_is_an_error()
    {
        var problems = Problems("""{"id":"x","type":"Elsa.Start"},{"id":"a","type":"Step"},{"id":"b","type":"Step"}""", "x:Done>a x:Done>b a:Done>b b:Done>a");

        Assert.Contains(problems, problem => problem is { Code: ProblemCodes.UnsoundLoop, IsError: true });
    }

    [Fact]
    public void Unknown_type_is_a_warning()
    {
        var problem = Assert.Single(Problems("""{"id":"a","type":"Acme.Other"}"""));

        Assert.Equal((ProblemCodes.UnknownType, ProblemSeverity.Warning), (problem.Code, problem.Severity));
    }

    [Fact]
    public void Bad_expression_is_an_error_at_its_place()
    {
        var problem = Assert.Single(Problems("""{"id":"d","type":"Step","value":{"typeName":"Object","expression":{"type":"Feel","value":"bad"}}}"""));

        Assert.Equal((ProblemCodes.BadExpression, "/root/activities/0/value/expression"), (problem.Code, problem.Place));
    }

    [Fact]
    public void Expressions_that_see_the_same_names_share_one_sight()
    {
        static string Step(string id) => $$"""{"id":"{{id}}","type":"Step","value":{"typeName":"Object","expression":{"type":"Feel","value":"x"} } }""";

        Problems($$"""{{Step("a")}},{{Step("b")}},{"id":"s","type":"Elsa.Sequence","variables":[{"id":"y","name":"y"}],"activities":[{{Step("c")}},{{Step("d")}}]}""");

        Assert.Equal([false, true], _check.Sights.Select(sight => sight.Types.ContainsKey("y")).Order());
    }

    [Fact]
    public void Break_needs_a_loop_around_it()
    {
        var inLoop = Problems("""{"id":"f","type":"Elsa.For","body":{"id":"s","type":"Elsa.Sequence","activities":[{"id":"b","type":"Elsa.Break"}]}}""");
        var alone = Problems("""{"id":"b","type":"Elsa.Break"}""");

        Assert.Empty(inLoop);
        Assert.Equal(ProblemCodes.BreakOutsideLoop, Assert.Single(alone).Code);
    }

    /// <summary>Problems of a flowchart; arrows are written <c>a:Port&gt;b</c>.</summary>
    private IReadOnlyList<DefinitionProblem> Problems(string activities, string arrows = "")
    {
        var connections = arrows.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(arrow => arrow.Split(':', '>')).Select(ends =>
            Connection.Create(ends[0], ends[1], ends[2]).Json.ToJsonString());
        return _validator.Validate($$"""{"root":{"id":"flow","type":"Elsa.Flowchart","activities":[{{activities}}],"connections":[{{string.Join(',', connections)}}] } }""");
    }

    private sealed class Check : IExpressionCheck
    {
        public HashSet<ExpressionSight> Sights { get; } = [];

        string? IExpressionCheck.Check(ExpressionSource source, ExpressionSight sight)
        {
            Sights.Add(sight);
            return source.Text == "bad" ? "It is bad." : null;
        }
    }

    private sealed class Catalogue : IActivityCatalogue
    {
        public IReadOnlyList<ActivityDescriptor> All { get; } =
        [
            Type("Elsa.Flowchart"), Type("Elsa.Sequence"), Type("Elsa.Start"), Type("Elsa.For"), Type("Elsa.Break"), Type("Elsa.FlowJoin"), Type("Step"),
            Type("Elsa.End") with { Outcomes = [], IsTerminal = true },
            Type("Elsa.FlowDecision") with { Outcomes = ["True", "False"] },
            Type("Wait") with { Inputs = [new("eventName", "String", "Which event.", Required: true)] },
            Type("Make") with { Inputs = [new("title", "String", "How it is called.", Required: true, GivenBy: "values"), new("values", "Object", "Several at once.")] },
            Type("First") with { OutcomesFrom = "waitFor" },
        ];

        public ActivityDescriptor? Find(string type) => All.FirstOrDefault(descriptor => descriptor.Type == type);

        private static ActivityDescriptor Type(string type) => new() { Type = type, Category = "", DisplayName = type, Description = "" };
    }
}
