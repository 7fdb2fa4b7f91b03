using System.Text.RegularExpressions;
using Trasa.Decisions.Analysis;
using Trasa.Decisions.Editing;
using Trasa.Decisions.Graph;
using Trasa.Decisions.Model;
using Trasa.Feel;
using Trasa.Feel.Functions;

namespace Trasa.Designer.Tables;

/// <summary>From a decision table to what the grid shows, and back.</summary>
public static partial class GridTable
{
    public static IReadOnlyList<GridColumn> Columns(DecisionTable table) =>
    [
        .. table.Inputs.Select(input => new GridColumn("input", input.Title, input.Expression.Trim(), input.TypeRef ?? "", Allowed(input.AllowedValues))),
        .. table.Outputs.Select(output => new GridColumn("output", output.Title.Length > 0 ? output.Title : table.OutputLabel ?? "", output.Name ?? "", output.TypeRef ?? "", Allowed(output.AllowedValues))),
        .. table.Annotations.Select(annotation => new GridColumn("note", annotation, "", "", [])),
    ];

    public static IReadOnlyList<GridRow> Rows(DecisionTable table) =>
        [.. table.Rules.Select(rule => new GridRow(rule.Id, [.. rule.Inputs.Select(Trimmed), .. rule.Outputs.Select(Trimmed), .. Annotations(table, rule)]))];

    /// <summary>The table with other rows; a row that was there keeps its description.</summary>
    public static DecisionTable With(DecisionTable table, IReadOnlyList<GridRow> rows)
    {
        var known = table.Rules.DistinctBy(rule => rule.Id).ToDictionary(rule => rule.Id);
        var (inputs, outputs) = (table.Inputs.Count, table.Outputs.Count);
        return table with
        {
            Rules = [.. rows.Select(row => (known.GetValueOrDefault(row.Id) ?? new TableRule(row.Id, [], [])) with
            {
                Inputs = [.. Cells(row, 0, inputs, "-")],
                Outputs = [.. Cells(row, inputs, outputs, "")],
                Annotations = [.. Cells(row, inputs + outputs, table.Annotations.Count, "")],
            })],
        };
    }

    public static IReadOnlyList<GridFinding> Findings(TableAnalysis analysis) =>
    [
        .. from finding in analysis.Findings
           let kind = finding.Kind.ToString()
           select new GridFinding(char.ToLowerInvariant(kind[0]) + kind[1..], finding.Message, finding.RuleIds, finding.ExampleText, finding.Kind is not FindingKind.UnusedValue),
    ];

    public static IReadOnlyList<GridFault> Faults(TableCheck check) => [.. check.Faults.Select(fault => new GridFault(fault.RuleId, fault.Column, fault.Message))];

    public static IReadOnlyList<GridNote> Notes(IEnumerable<FeelDiagnostic> problems) =>
        [.. problems.Select(problem => new GridNote(problem.Span.Start, problem.Span.End, problem.Message))];

    /// <summary>What can be written in a cell: the variables around the table, our functions and the built-in ones, with their types.</summary>
    public static IReadOnlyList<GridName> Names(Decision decision, FeelOptions options) =>
    [
        .. TableCheck.NamesOf(decision).Select(name => new GridName(name, "", null, false)),
        .. options.Functions.Signatures.Concat(FeelFunctions.BuiltIn.OrderBy(signature => signature.Name, StringComparer.Ordinal))
            .GroupBy(signature => signature.Name)
            .Select(forms => new GridName(forms.Key, forms.First().Text[forms.Key.Length..], forms.Count() > 1 ? string.Join("\n", forms.Select(form => form.Text)) : null, true)),
    ];

    private static IEnumerable<string> Cells(GridRow row, int from, int count, string missing) =>
        Enumerable.Range(from, count).Select(column => column < row.Cells.Count && row.Cells[column].Length > 0 ? row.Cells[column] : missing);

    private static IEnumerable<string> Annotations(DecisionTable table, TableRule rule) =>
        table.Annotations.Select((_, index) => index < rule.Annotations.Count ? rule.Annotations[index] : "");

    private static string Trimmed(string text) => text.Trim();

    /// <summary>Values to pick from; ranges among the allowed values leave the column to be written.</summary>
    private static string[] Allowed(string? tests)
    {
        if (string.IsNullOrWhiteSpace(tests)) return [];
        var values = Value().Matches(tests).Select(match => match.Value.Trim()).ToArray();
        return string.Concat(values).Length == Separators().Replace(tests, "").Length ? values : [];
    }

    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|true|false
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Value();

    [GeneratedRegex("""[,\s]+(?=(?:[^"]*"[^"]*")*[^"]*$)""")]
    private static partial Regex Separators();
}
