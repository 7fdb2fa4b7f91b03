using Trasa.Decisions.Graph;
using Trasa.Decisions.Xml;

namespace Trasa.Decisions.Tests.Xml;

public sealed class DmnReaderTests
{
    private const string Model = """
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m" name="Routing" namespace="urn:routing">
          <itemDefinition name="tPriority"><typeRef>string</typeRef><allowedValues><text>"high", "low"</text></allowedValues></itemDefinition>
          <inputData id="i1" name="Case priority"><variable name="Case priority" typeRef="tPriority"/></inputData>
          <decision id="d1" name="Team">
            <variable name="Team" typeRef="string"/>
            <informationRequirement><requiredInput href="#i1"/></informationRequirement>
            <knowledgeRequirement><requiredKnowledge href="#b1"/></knowledgeRequirement>
            <decisionTable hitPolicy="UNIQUE">
              <input id="c1"><inputExpression typeRef="string"><text>Case priority</text></inputExpression></input>
              <output id="o1" name="team" typeRef="string"/>
              <annotation name="Why"/>
              <rule id="rule-high"><inputEntry><text>"high"</text></inputEntry><outputEntry><text>shout("senior")</text></outputEntry><annotationEntry><text>by contract</text></annotationEntry></rule>
              <rule id="rule-low"><inputEntry><text>"low"</text></inputEntry><outputEntry><text>"first"</text></outputEntry></rule>
            </decisionTable>
          </decision>
          <businessKnowledgeModel id="b1" name="shout"><variable name="shout"/>
            <encapsulatedLogic><formalParameter name="a text" typeRef="string"/><literalExpression><text>upper case(a text)</text></literalExpression></encapsulatedLogic>
          </businessKnowledgeModel>
        </definitions>
        """;

    [Fact]
    public void Model_runs_as_read_and_as_written_again()
    {
        var definitions = DmnReader.Read(Model).Definitions!;
        var again = DmnReader.Read(DmnWriter.Write(definitions));

        foreach (var model in new[] { definitions, again.Definitions! })
        {
            var compiled = DecisionModel.Compile(model, version: 3);
            var outcome = compiled.Find("Team")!.Evaluate(new Dictionary<string, object?> { ["Case priority"] = "high" });

            Assert.Empty(compiled.Problems);
            Assert.Equal("SENIOR", outcome.Value);
            Assert.Equal(("rule-high", "by contract"), (outcome.Trace.Tables[0].Matched[0].RuleId, outcome.Trace.Tables[0].Matched[0].Comment));
            Assert.Equal(3, outcome.Trace.Version);
        }
        Assert.Equal("1.3", again.Version);
    }

    [Theory]
    [InlineData("http://www.omg.org/spec/DMN/20151101/dmn.xsd", "1.1")]
    [InlineData("http://www.omg.org/spec/DMN/20180521/MODEL/", "1.2")]
    [InlineData("https://www.omg.org/spec/DMN/20211108/MODEL/", "1.4")]
    [InlineData("https://www.omg.org/spec/DMN/20230324/MODEL/", "1.5")]
    public void Every_version_is_read_and_comes_out_as_the_one_that_all_editors_open(string space, string version)
    {
        var reading = DmnReader.Read(Model.Replace("https://www.omg.org/spec/DMN/20191111/MODEL/", space, StringComparison.Ordinal));

        Assert.Equal(version, reading.Version);
        Assert.Equal("SENIOR", DecisionModel.Compile(reading.Definitions!).Find("Team")!.Evaluate(new Dictionary<string, object?> { ["Case priority"] = "high" }).Value);
        Assert.Equal("1.3", DmnReader.Read(DmnWriter.Write(reading.Definitions!)).Version);
    }

    [Fact]
    public void Input_outside_its_type_is_null_with_a_diagnostic()
    {
        var outcome = DecisionModel.Compile(DmnReader.Read(Model).Definitions!).Find("d1")!.Evaluate(new Dictionary<string, object?> { ["Case priority"] = "urgent" });

        Assert.Null(outcome.Value);
        Assert.Contains(outcome.Diagnostics, diagnostic => diagnostic.Message.Contains("Case priority must be tPriority", StringComparison.Ordinal));
    }

    [Fact]
    public void Faulty_cell_is_reported_with_its_place()
    {
        var reading = DmnReader.Read(Model.Replace("\"low\"</text></inputEntry>", "\"low</text></inputEntry>", StringComparison.Ordinal));

        var problem = Assert.Single(DecisionModel.Compile(reading.Definitions!).Problems);
        Assert.Equal(("FEEL-001", 13, "Team"), (problem.Code, problem.Place.Line, problem.Element));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<a/>")]
    [InlineData("<definitions")]
    [InlineData("<definitions xmlns=\"https://www.omg.org/spec/DMN/20990101/MODEL/\"/>")]
    [InlineData("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\">&b;</definitions>")]
    public void What_is_no_model_is_a_problem(string xml)
    {
        var reading = DmnReader.Read(xml);

        Assert.Null(reading.Definitions);
        Assert.Single(reading.Problems);
    }
}
