using System.Collections;
using System.Text.Json.Nodes;
using Trasa.Engine.Expressions;
using Trasa.Engine.Tests.Execution.Kit;
using Trasa.Model.Validation;
using Trasa.Model.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace Trasa.Engine.Tests.Expressions;

/// <summary>What is found in FEEL before it runs, with its place.</summary>
public sealed class FeelFindingsTests
{
    private static readonly WorkflowValidator Validator = new Bench().Services.GetRequiredService<WorkflowValidator>();

    [Theory]
    [InlineData("""amount + " EUR" = title""", "A number and a string cannot be added")]
    [InlineData("""amount > "100" """, "A number is compared with a string")]
    [InlineData("title = 5", "A string is compared with a number")]
    [InlineData("amount and isUrgent", "A number stands where true or false is needed")]
    [InlineData("""if title then true else false""", "A string stands where true or false is needed")]
    [InlineData("amount + 1", "a condition has to be true or false")]
    [InlineData("""not(isUrgent) and amount * true > 3""", "cannot be reckoned with")]
    public void Kinds_that_never_go_together_are_errors(string condition, string message)
    {
        var problem = Assert.Single(Problems(condition));

        Assert.Equal((ProblemCodes.WrongKind, true, "check", "/root/activities/0/condition/expression"), (problem.Code, problem.IsError, problem.ActivityId, problem.Place));
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""amount > 100 and title = "x" or isUrgent""")]
    [InlineData("""due + duration("P1D") > due""")]
    [InlineData("""count(items[title = 5]) > 0""")]
    [InlineData("""some title in [1, 2] satisfies title > 1""")]
    [InlineData("""{title: 5, twice: title * 2}.twice = 10""")]
    [InlineData("anything = 5")]
    [InlineData("""amount * duration("PT1H") > duration("PT3H")""")]
    [InlineData("title = null or amount = null")]
    [InlineData("Instance.id != null")]
    [InlineData("made = 3")]
    [InlineData("""count(items[state = "open"]) > 0""")]
    public void What_may_be_right_is_not_judged(string condition)
    {
        var errors = Problems(condition).Where(problem => problem.Code != ProblemCodes.HiddenVariable);

        Assert.Empty(errors.Select(problem => problem.Message));
    }

    [Fact]
    public void Names_are_read_once_for_all_expressions_that_see_them()
    {
        var languages = new Bench().Services.GetRequiredService<ExpressionLanguages>();
        var names = new Counted(new() { ["amount"] = "Decimal", ["Profit and loss"] = null });
        var sight = new ExpressionSight(names);

        for (var number = 0; number < 100; number++)
        {
            var source = new ExpressionSource("Feel", $"Profit and loss + amount + {number}", "Object");
            Assert.Null(languages.Check(source, sight));
            Assert.Empty(languages.Inspect(source, sight));
        }

        Assert.InRange(names.Readings, 1, 2);
    }

    [Fact]
    public void Name_that_nothing_gives_is_a_warning_with_the_one_that_may_be_meant()
    {
        var problem = Assert.Single(Problems("amuont > 5"));

        Assert.Equal((ProblemCodes.UnknownVariable, false), (problem.Code, problem.IsError));
        Assert.Contains("'amuont'", problem.Message, StringComparison.Ordinal);
        Assert.Contains("Is 'amount' meant?", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Entry_that_hides_a_variable_from_a_later_entry_is_told()
    {
        var hidden = Assert.Single(Problems("""{amount: 1, text: amount}.text = 1"""));

        Assert.Equal((ProblemCodes.HiddenVariable, false), (hidden.Code, hidden.IsError));
        Assert.Contains("the earlier entry of this context, not the variable", hidden.Message, StringComparison.Ordinal);
        Assert.Empty(Problems("""{total: 1, text: total}.text = 1"""));
    }

    [Fact]
    public void Outputs_and_loops_and_containers_give_names()
    {
        var inner = Flow.Sequence("inner", Flow.Decision("d", true).With("condition", Flow.Expression("Feel", "own > 1 and CurrentIndex > 0", "Boolean")))
            .With("variables", new JsonArray(Flow.Variable("own", null, "Int32")));
        var loop = Flow.Activity("Elsa.ForEach", "loop", ("items", Flow.Literal(new JsonArray(1))), ("body", inner));

        Assert.Empty(Validator.Validate(Flow.Workflow(Flow.Sequence("root", loop))).Select(problem => problem.Message));
    }

    private static IReadOnlyList<DefinitionProblem> Problems(string condition)
    {
        var decision = Flow.Activity("Elsa.If", "check", ("condition", Flow.Expression("Feel", condition, "Boolean")));
        var set = Flow.Activity("Elsa.SetVariable", "set", ("variable", new JsonObject { ["id"] = "made" }), ("value", 3));
        return Validator.Validate(Flow.Workflow(
            Flow.Sequence("root", decision, set),
            Flow.Variable("amount", null, "Decimal"), Flow.Variable("title", null, "String"), Flow.Variable("isUrgent", null, "Boolean"),
            Flow.Variable("due", null, "DateTimeOffset"), Flow.Variable("items", null), Flow.Variable("anything", null)));
    }

    /// <summary>Counts how often all names are gone through.</summary>
    private sealed class Counted(Dictionary<string, string?> names) : IReadOnlyDictionary<string, string?>
    {
        public int Readings { get; private set; }

        public IEnumerable<string> Keys => Read(names.Keys);

        public IEnumerable<string?> Values => Read(names.Values);

        public int Count => names.Count;

        public string? this[string key] => names[key];

        public bool ContainsKey(string key) => names.ContainsKey(key);

        public bool TryGetValue(string key, out string? value) => names.TryGetValue(key, out value);

        public IEnumerator<KeyValuePair<string, string?>> GetEnumerator() => Read(names).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        private IEnumerable<T> Read<T>(IEnumerable<T> all)
        {
            Readings++;
            return all;
        }
    }
}
