using Trasa.Decisions.Graph;
using Trasa.Decisions.Tests.Tables;
using Trasa.Decisions.Xml;

namespace Trasa.Decisions.Tests.Xml;

/// <summary>Files come from outside: whatever they hold, the answer is a model or problems, never an exception and never a hang.</summary>
public sealed class DmnReaderFuzzTests
{
    private static readonly string[] Splinters = ["<", ">", "\"", "&", "<rule>", "</rule>", "<text>", "hitPolicy=\"NONE\"", "<decisionTable>", "<context>", "((((", "?", "for x in", "<input/>", "\u0000", "é"];

    [Fact]
    public void Damaged_file_gives_a_model_or_problems()
    {
        var intact = DmnWriter.Write(TableText.Definitions(TableText.Table(Trasa.Decisions.Model.HitPolicy.Unique, ["x", "y"], ["z"], "> 1; \"a\" | x + 1", "[1..2]; not(\"b\") | for i in 1..3 return i")));
        var random = new Random(42);
        for (var round = 0; round < 1500; round++)
        {
            var damaged = intact;
            for (var cut = random.Next(1, 6); cut > 0; cut--)
            {
                var at = random.Next(damaged.Length);
                damaged = damaged[..at] + Splinters[random.Next(Splinters.Length)] + damaged[Math.Min(damaged.Length, at + random.Next(20))..];
            }

            var reading = DmnReader.Read(damaged);

            if (reading.Definitions is null)
            {
                Assert.NotEmpty(reading.Problems);
                continue;
            }
            foreach (var decision in DecisionModel.Compile(reading.Definitions).Decisions)
                decision.Evaluate(new Dictionary<string, object?> { ["x"] = 1, ["y"] = "a" });
        }
    }

    [Fact]
    public void Elements_nested_without_end_are_a_problem()
    {
        var deep = "<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\">" + string.Concat(Enumerable.Repeat("<list>", 100_000));

        Assert.Contains("nested deeper", Assert.Single(DmnReader.Read(deep).Problems).Message, StringComparison.Ordinal);
    }
}
