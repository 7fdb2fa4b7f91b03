using Trasa.Decisions.Editing;
using Trasa.Decisions.Graph;
using Trasa.Decisions.Model;
using Trasa.Decisions.Tests.Tables;
using Trasa.Decisions.Xml;
using Trasa.Feel;
using Trasa.Feel.Functions;
using Trasa.Feel.Values;

namespace Trasa.Decisions.Tests.Xml;

/// <summary>Files from other products call functions of those: said at once with the place, not found out case by case.</summary>
public sealed class UnknownFunctionTests
{
    private static readonly string File = DmnWriter.Write(TableText.Definitions(TableText.Table(HitPolicy.First, ["x"], ["y"], "fuzzy match(?, \"a\") | 1", "> 1 | risk score(x) + 1", "- | max(x, 2)")));

    [Fact]
    public void Calls_that_nobody_knows_are_problems_with_place_and_reason()
    {
        var problems = DecisionModel.Compile(DmnReader.Read(File).Definitions!).Problems;

        Assert.Equal(["FEEL-003", "FEEL-003"], problems.Select(problem => problem.Code));
        Assert.Equal("\"fuzzy match(?, \"a\")\" at 0: There is no function fuzzy match.", problems[0].Message);
        Assert.All(problems, problem => Assert.True(problem.Place.Line > 1));
    }

    [Fact]
    public void Cells_with_such_calls_are_marked_while_typing()
    {
        var model = DecisionModel.Compile(DmnReader.Read(File).Definitions!);

        Assert.Equal([("r1", 0), ("r2", 1)], TableCheck.Of(model, "d")!.Faults.Select(fault => (fault.RuleId, fault.Column)));
    }

    [Fact]
    public void Registered_functions_and_those_of_the_model_are_known()
    {
        var functions = FeelFunctions.None.With("fuzzy match(text: any?, other: string): boolean", (_, _) => FeelValue.True).With("risk score(x: number): number", (_, a) => a[0]);
        var options = new FeelOptions { Functions = functions };

        Assert.Empty(DecisionModel.Compile(DmnReader.Read(File).Definitions!, options: options).Problems);
        Assert.Empty(FeelExpression.Compile("{double: function(n) n * 2, r: double(3)}.r").Warnings);
        Assert.Empty(FeelExpression.Compile("for f in [abs] return f(1)").Warnings);
        Assert.Single(FeelExpression.Compile("1 + dubble(3)").Warnings);
    }
}
