using System.Text.Json;
using Trasa.Decisions.Examples;
using Trasa.Decisions.Graph;
using Trasa.Decisions.Model;
using Trasa.Decisions.Xml;

namespace Trasa.Decisions.Tests.Examples;

public sealed class ExampleRunTests
{
    private const string Chain =
        """
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m" name="m" namespace="t">
          <inputData id="i" name="due date"><variable name="due date" typeRef="date"/></inputData>
          <inputData id="a" name="amount"><variable name="amount" typeRef="number"/></inputData>
          <decision id="s" name="Score"><variable name="Score" typeRef="number"/>
            <informationRequirement><requiredInput href="#a"/></informationRequirement><informationRequirement><requiredInput href="#i"/></informationRequirement>
            <literalExpression><text>if due date &lt; date("2026-01-01") then amount + 100 else amount</text></literalExpression></decision>
          <decision id="p" name="Priority"><variable name="Priority"/>
            <informationRequirement><requiredDecision href="#s"/></informationRequirement>
            <decisionTable hitPolicy="FIRST">
              <input><inputExpression typeRef="number"><text>Score</text></inputExpression></input>
              <output name="priority"/><output name="why"/>
              <rule id="high"><inputEntry><text>&gt;= 50</text></inputEntry><outputEntry><text>"high"</text></outputEntry><outputEntry><text>"score"</text></outputEntry></rule>
              <rule id="low"><inputEntry><text>-</text></inputEntry><outputEntry><text>"low"</text></outputEntry><outputEntry><text>"rest"</text></outputEntry></rule>
              <rule id="never"><inputEntry><text>&lt; 0</text></inputEntry><outputEntry><text>"never"</text></outputEntry><outputEntry><text>"rest"</text></outputEntry></rule>
            </decisionTable></decision>
        </definitions>
        """;

    private static readonly DecisionModel Model = DecisionModel.Compile(DmnReader.Read(Chain).Definitions!);

    [Fact]
    public void Example_compares_the_fields_that_it_names_and_reads_dates_by_their_declared_type()
    {
        var run = Run("""{ "name": "old", "when": "Priority", "given": { "due date": "2025-05-01", "amount": 1 }, "then": { "priority": "high" } }""");

        Assert.True(Assert.Single(run.Results).Passed, run.Results[0].Failure);
    }

    [Fact]
    public void One_table_of_a_chain_is_tried_alone()
    {
        var run = Run("""{ "name": "alone", "when": "Priority", "given": { "Score": 49 }, "then": { "priority": "high" } }""");

        Assert.Equal("priority is \"low\", expected \"high\".", Assert.Single(run.Results).Failure);
        Assert.Equal([0, 1, 0], run.Coverage.Select(row => row.Examples));
    }

    [Fact]
    public void Generated_example_reaches_its_row_and_a_shadowed_row_gets_none()
    {
        var examples = ExampleWriter.ForUncovered(Model, ExampleRun.Of(Model, null, []));

        Assert.Equal(["high", "low"], ExampleRun.Of(Model, null, examples).Coverage.Where(row => row.Examples == 1).Select(row => row.RuleId));
        Assert.Equal(2, examples.Count);
        Assert.Equal(2, ExampleRun.Of(Model, null, examples).Passed);
    }

    [Fact]
    public void Cell_with_a_function_takes_a_value_from_its_own_texts()
    {
        var table = Tables.TableText.Table(HitPolicy.First, ["words"], ["y"], "contains(?, \"gps\") | 1", "matches(?, \"x+\") | 2");

        var example = ExampleWriter.ForRow(Tables.TableText.Compile(table), "r1");

        Assert.Equal("gps", example!.Given.GetProperty("words").GetString());
    }

    [Fact]
    public void File_comes_back_as_it_was_written()
    {
        var examples = Parse("""{ "name": "größer", "when": "Priority", "given": { "Score": 49 }, "then": { "priority": "low" } }""").Examples;

        Assert.Equal(JsonSerializer.Serialize(examples), JsonSerializer.Serialize(ExampleFile.Parse(ExampleFile.Write(examples)).Examples));
    }

    [Theory]
    [InlineData("[]", "EX-001")]
    [InlineData("{", "EX-001")]
    [InlineData("""{ "examples": [ { "given": {} } ] }""", "EX-002")]
    [InlineData("""{ "examples": [ { "name": "a", "given": {}, "then": 1 }, { "name": "a", "given": {}, "then": 1 } ] }""", "EX-003")]
    [InlineData("""{ "examples": [ { "name": "a", "given": 4, "then": 1 } ] }""", "EX-004")]
    [InlineData("""{ "examples": [ { "name": "a", "given": {} } ] }""", "EX-005")]
    public void Broken_file_says_what_is_wrong(string text, string code) => Assert.Equal(code, Assert.Single(ExampleFile.Parse(text).Problems).Code);

    private static ExampleRun Run(string example) => ExampleRun.Of(Model, null, Parse(example).Examples);

    private static ExampleFile Parse(string example)
    {
        var file = ExampleFile.Parse($$"""{ "examples": [ {{example}} ] }""");
        Assert.Empty(file.Problems);
        return file;
    }
}
