using System.Globalization;
using Trasa.Decisions.Analysis;
using Trasa.Decisions.Graph;
using Trasa.Decisions.Model;
using Trasa.Decisions.Xml;

namespace Trasa.Decisions.Tests.Xml;

/// <summary>Files that read and cannot be meant: said with the place, before somebody publishes them.</summary>
public sealed class RefusedModelsTests
{
    private const string Start = """<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m" name="M" namespace="urn:m">""";

    [Fact]
    public void Table_without_inputs_is_a_problem_and_still_runs()
    {
        var reading = DmnReader.Read(Start + """
            <decision id="d" name="D"><variable name="D"/>
            <decisionTable hitPolicy="FIRST"><output name="o"/><rule id="r"><outputEntry><text>1</text></outputEntry></rule></decisionTable></decision></definitions>
            """);

        var problem = Assert.Single(reading.Problems);

        Assert.Equal(("DMN-008", 2), (problem.Code, problem.Place.Line));
        Assert.Equal(1m, DecisionModel.Compile(reading.Definitions!).Find("D")!.Evaluate(new Dictionary<string, object?>()).Value);
    }

    [Theory]
    [InlineData("a>b b>a", "a -> b -> a")]
    [InlineData("a>b b>c c>b", "b -> c -> b")]
    [InlineData("a>a", "a -> a")]
    [InlineData("a>b a>c b>d c>d", null)]
    public void Decisions_that_need_each_other_are_a_problem(string needs, string? cycle)
    {
        var lines = needs.Split(' ').Select(need => (From: need[..1], To: need[2..])).ToArray();
        var names = lines.SelectMany(line => new[] { line.From, line.To }).Distinct().Order(StringComparer.Ordinal);
        var model = DecisionModel.Compile(new Definitions
        {
            Name = "M",
            Namespace = "urn:m",
            Decisions = [.. names.Select(name => Decision(name, [.. lines.Where(line => line.From == name).Select(line => line.To)]))],
        });

        if (cycle is null) Assert.Empty(model.Problems);
        else Assert.Contains($": {cycle}.", Assert.Single(model.Problems, problem => problem.Code == "DMN-023").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Chain_of_decisions_may_be_longer_than_the_stack()
    {
        var model = DecisionModel.Compile(new Definitions
        {
            Name = "M",
            Namespace = "urn:m",
            Decisions = [.. Enumerable.Range(0, 50_000).Reverse().Select(at => Decision(Name(at), at == 0 ? [] : [Name(at - 1)]))],
        });

        Assert.Empty(model.Problems);
        Assert.Empty(model.Find(Name(49_999))!.InputNames);
        Assert.NotEmpty(model.Find(Name(49_999))!.Evaluate(new Dictionary<string, object?>()).Diagnostics);
    }

    [Theory]
    [InlineData("javascript", true)]
    [InlineData("http://www.w3.org/1999/XPath", true)]
    [InlineData("", false)]
    [InlineData("feel", false)]
    [InlineData("http://www.omg.org/spec/FEEL/20140401", false)]
    [InlineData("http://www.omg.org/spec/DMN/20180521/FEEL/", false)]
    [InlineData("https://www.omg.org/spec/DMN/20191111/FEEL/", false)]
    [InlineData("https://www.omg.org/spec/DMN/20211108/FEEL/", false)]
    [InlineData("https://www.omg.org/spec/DMN/20230324/FEEL/", false)]
    [InlineData("https://www.omg.org/spec/DMN/20240513/FEEL/", false)]
    public void Other_languages_are_refused_with_their_place(string language, bool isRefused)
    {
        var reading = DmnReader.Read(Start + $"""

            <decision id="d" name="D"><variable name="D"/>
            <literalExpression expressionLanguage="{language}"><text>1 + 1</text></literalExpression></decision></definitions>
            """);

        if (!isRefused) Assert.Empty(reading.Problems);
        else Assert.Equal(("DMN-009", 3, "D"), Assert.Single(reading.Problems) is var problem ? (problem.Code, problem.Place.Line, problem.Element) : default);
    }

    [Theory]
    [InlineData("<typeRef>tA</typeRef>", false)]
    [InlineData("<typeRef>tB</typeRef>", false)]
    [InlineData("<typeRef>tA</typeRef>", true)]
    public void Type_that_is_defined_by_itself_is_a_problem_and_takes_any_value(string definition, bool isCollection)
    {
        var reading = DmnReader.Read(Start + $"""
            <itemDefinition name="tA" isCollection="{(isCollection ? "true" : "false")}">{definition}</itemDefinition>
            <itemDefinition name="tB"><typeRef>tA</typeRef></itemDefinition>
            <inputData id="i" name="x"><variable name="x" typeRef="tA"/></inputData>
            <decision id="d" name="D"><variable name="D"/><informationRequirement><requiredInput href="#i"/></informationRequirement>
            <literalExpression><text>x + 1</text></literalExpression></decision></definitions>
            """);
        var model = DecisionModel.Compile(reading.Definitions!);

        Assert.All(model.Problems, problem => Assert.Equal("DMN-024", problem.Code));
        Assert.NotEmpty(model.Problems);
        Assert.Equal(3m, model.Find("D")!.Evaluate(new Dictionary<string, object?> { ["x"] = 2 }).Value);
    }

    [Fact]
    public void Table_of_very_many_columns_is_looked_at_as_far_as_the_stack_goes()
    {
        var inputs = Enumerable.Range(0, 30_000).Select(Name).ToArray();
        var table = Tables.TableText.Table(HitPolicy.First, inputs, ["y"], string.Join("; ", inputs.Select(_ => "5")) + " | 1");

        Assert.False(TableAnalyzer.Analyze(table).IsComplete);
    }

    private static string Name(int number) => "d" + number.ToString(CultureInfo.InvariantCulture);

    private static DecisionElement Decision(string name, string[] needs) => new(name, name, new Variable(name))
    {
        Requirements = new Requirements([], [.. needs.Select(need => "#" + need)], []),
        Logic = new LiteralExpression(needs.Length == 0 ? "1" : string.Join(" + ", needs)),
    };
}
