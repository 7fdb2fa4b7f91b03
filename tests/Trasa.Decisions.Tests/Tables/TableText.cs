using Trasa.Decisions.Graph;
using Trasa.Decisions.Model;

namespace Trasa.Decisions.Tests.Tables;

/// <summary>Tables for tests, written as people draw them: a line per rule, inputs | outputs.</summary>
internal static class TableText
{
    public static DecisionTable Table(HitPolicy policy, string[] inputs, string[] outputs, params string[] rules) => new()
    {
        HitPolicy = policy,
        Inputs = [.. inputs.Select((input, index) => new TableInput($"in{index}", null, input))],
        Outputs = [.. outputs.Select((output, index) => new TableOutput($"out{index}", output))],
        Rules = [.. rules.Select((line, index) => Rule(line, index))],
    };

    public static Decision Compile(DecisionTable table) => DecisionModel.Compile(Definitions(table)).Find("d")!;

    public static Definitions Definitions(DecisionTable table) => new()
    {
        Id = "m",
        Name = "Model",
        Namespace = "test",
        Decisions = [new DecisionElement("d", "Decision", new Variable("Decision")) { Logic = table }],
    };

    private static TableRule Rule(string line, int index)
    {
        var sides = line.Split('|', StringSplitOptions.TrimEntries);
        return new TableRule($"r{index + 1}", sides[0].Split(';', StringSplitOptions.TrimEntries), sides[1].Split(';', StringSplitOptions.TrimEntries));
    }
}
