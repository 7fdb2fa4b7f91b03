using Trasa.Decisions.Model;

namespace Trasa.Decisions.Spreadsheets;

/// <summary>
/// A table as the lines of a sheet. The first column has the stable ids of the rules; a row that a person adds without an id gets one.
/// Lines: settings, kinds of the columns, labels, expressions, types, allowed values, defaults, then a line per rule.
/// </summary>
internal static class TableSheet
{
    public const int FirstRule = 7;

    public const string Input = "input";
    public const string Output = "output";
    public const string Annotation = "annotation";
    public const string Description = "description";

    public static IReadOnlyList<string[]> Lines(string name, DecisionTable table)
    {
        string[] Line(string title, Func<TableInput, string?> input, Func<TableOutput, string?> output, Func<string, string> annotation, string last) =>
            [title, .. table.Inputs.Select(i => input(i) ?? ""), .. table.Outputs.Select(o => output(o) ?? ""), .. table.Annotations.Select(annotation), last];
        return
        [
            ["decision", name, "hit policy", Xml.ExpressionWriter.PolicyName(table.HitPolicy), "aggregation", table.Aggregation == Aggregation.None ? "" : table.Aggregation.ToString().ToUpperInvariant()],
            Line("rule id", _ => Input, _ => Output, _ => Annotation, Description),
            Line("label", i => i.Label, o => o.Label, text => text, ""),
            Line("expression", i => i.Expression, o => o.Name, _ => "", ""),
            Line("type", i => i.TypeRef, o => o.TypeRef, _ => "", ""),
            Line("allowed values", i => i.AllowedValues, o => o.AllowedValues, _ => "", ""),
            Line("default", _ => "", o => o.Default, _ => "", ""),
            .. table.Rules.Select(rule => (string[])
                [rule.Id, .. rule.Inputs, .. rule.Outputs, .. table.Annotations.Select((_, i) => i < rule.Annotations.Count ? rule.Annotations[i] : ""), rule.Description ?? ""]),
        ];
    }

    /// <summary>What people must know to fill the table, for the second sheet.</summary>
    public static IReadOnlyList<string[]> Instructions { get; } =
    [
        ["How to edit this table"],
        ["Each line from line 8 on is a rule. Insert, delete, copy and sort lines as you like."],
        ["Keep the rule id of a rule that you change: past decisions refer to it. Leave it empty for a new rule."],
        ["An empty input cell or - holds for every value. Several values: \"a\", \"b\". Ranges: < 10, [1..5]. All but: not(\"a\")."],
        ["In a column of the type string, plain words may be written without quotation marks."],
        ["Lines 1 to 7 describe the columns; change them only if you know DMN."],
    ];
}
