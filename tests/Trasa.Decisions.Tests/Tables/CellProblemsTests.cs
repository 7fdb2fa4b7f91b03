using Trasa.Decisions.Analysis;
using Trasa.Decisions.Editing;
using Trasa.Decisions.Graph;
using Trasa.Decisions.Model;
using Trasa.Decisions.Xml;

namespace Trasa.Decisions.Tests.Tables;

/// <summary>Cells that read and never hold are told apart from those that may, with the place in the file.</summary>
public sealed class CellProblemsTests
{
    [Theory]
    [InlineData("\"abc\"", "FEEL-005")]
    [InlineData("> \"a\"", "FEEL-005")]
    [InlineData("true", "FEEL-005")]
    [InlineData("@\"2020-13-01\"", "FEEL-006")]
    [InlineData(">= limt", "FEEL-002")]
    [InlineData("high", "FEEL-002")]
    [InlineData("<<5", "FEEL-001")]
    public void Cell_that_never_holds_is_an_error_of_its_row(string cell, string code)
    {
        var model = Model("number", cell, "\"a\"");

        var problem = Assert.Single(model.Problems);

        Assert.Equal((code, "Answer", false), (problem.Code, problem.Element, problem.IsWarning));
        Assert.Equal(11, problem.Place.Line);
        Assert.Equal(("r1", 0), Assert.Single(TableCheck.Of(model, "d")!.Faults) is var fault ? (fault.RuleId, fault.Column) : default);
    }

    [Theory]
    [InlineData("number", "> limit, 5, null")]
    [InlineData("number", "? > limit and string(?) != \"7\"")]
    [InlineData("number", "some n in [1, 2] satisfies n = ?")]
    [InlineData("string", "\"abc\", starts with(?, \"b\")")]
    [InlineData("date", "@\"2026-01-01\", > date(\"2026-02-01\")")]
    [InlineData("Any", "\"abc\", 5")]
    public void Cell_that_may_hold_is_none(string type, string cell) => Assert.Empty(Model(type, cell, "\"a\"").Problems);

    [Theory]
    [InlineData("5", "FEEL-012")]
    [InlineData("\"a\" + nme", "FEEL-002")]
    [InlineData("limit + \"a\"", "FEEL-005")]
    public void Answer_that_can_only_be_null_is_an_error(string answer, string code)
    {
        var model = Model("number", "5", answer);

        Assert.Equal(code, Assert.Single(model.Problems).Code);
        Assert.Equal(("r1", 1), Assert.Single(TableCheck.Of(model, "d")!.Faults) is var fault ? (fault.RuleId, fault.Column) : default);
    }

    [Fact]
    public void Column_without_a_type_has_the_type_of_what_it_tests() =>
        Assert.Equal("FEEL-005", Assert.Single(Model("", "\"abc\"", "\"a\"").Problems).Code);

    [Fact]
    public void Name_that_nobody_declares_is_a_warning_where_nobody_declares_any()
    {
        var model = DecisionModel.Compile(TableText.Definitions(TableText.Table(HitPolicy.First, ["x"], ["y"], "> limit | x + 1")));

        var problem = Assert.Single(model.Problems);

        Assert.Equal(("FEEL-002", true), (problem.Code, problem.IsWarning));
        Assert.Empty(TableCheck.Of(model, "d")!.Faults);
    }

    [Fact]
    public void Text_that_a_number_column_tests_makes_a_dead_rule()
    {
        var table = TableText.Table(HitPolicy.First, ["x"], ["y"], "\"abc\" | 1", "< 5 | 2", "- | 3");
        table = table with { Inputs = [table.Inputs[0] with { TypeRef = "number" }] };

        var finding = Assert.Single(TableAnalyzer.Analyze(table).Findings);

        Assert.Equal((FindingKind.Dead, "r1"), (finding.Kind, finding.RuleIds[0]));
    }

    private static DecisionModel Model(string type, string cell, string answer) => DecisionModel.Compile(DmnReader.Read($"""
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m" name="M" namespace="urn:m">
          <inputData id="i1" name="x"><variable name="x" typeRef="{(type.Length == 0 ? "number" : type)}"/></inputData>
          <inputData id="i2" name="limit"><variable name="limit" typeRef="number"/></inputData>
          <decision id="d" name="Answer">
            <variable name="Answer" typeRef="string"/>
            <informationRequirement><requiredInput href="#i1"/></informationRequirement>
            <informationRequirement><requiredInput href="#i2"/></informationRequirement>
            <decisionTable hitPolicy="FIRST">
              <input><inputExpression {(type.Length == 0 ? "" : $"typeRef=\"{type}\"")}><text>x</text></inputExpression></input>
              <output typeRef="string"/>
              <rule id="r1"><inputEntry><text>{System.Security.SecurityElement.Escape(cell)}</text></inputEntry><outputEntry><text>{System.Security.SecurityElement.Escape(answer)}</text></outputEntry></rule>
            </decisionTable>
          </decision>
        </definitions>
        """).Definitions!);
}
