using System.Text.RegularExpressions;
using System.Xml;
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
    /// <summary>The types of FEEL that a column can have.</summary>
    public static IReadOnlyList<string> Types { get; } =
        ["string", "number", "boolean", "date", "time", "date and time", "days and time duration", "years and months duration"];

    public static GridSheet Of(DecisionTable table) => new(GridPolicy.Key(table.HitPolicy, table.Aggregation), Columns(table), Rows(table));

    public static IReadOnlyList<GridColumn> Columns(DecisionTable table) =>
    [
        .. table.Inputs.Select(input => new GridColumn(input.Id, GridColumn.Input, input.Title, input.Expression.Trim(), input.TypeRef ?? "", input.AllowedValues?.Trim() ?? "", "", Allowed(input.AllowedValues))),
        .. table.Outputs.Select(output => new GridColumn(
            output.Id, GridColumn.Output, output.Title.Length > 0 ? output.Title : table.OutputLabel ?? "", output.Name ?? "", output.TypeRef ?? "",
            output.AllowedValues?.Trim() ?? "", output.Default?.Trim() ?? "", Allowed(output.AllowedValues))),
        .. table.Annotations.Select((annotation, index) => new GridColumn($"note-{index}", GridColumn.Note, annotation, "", "", "", "", [])),
    ];

    public static IReadOnlyList<GridRow> Rows(DecisionTable table) =>
        [.. table.Rules.Select(rule => new GridRow(rule.Id, [.. rule.Inputs.Select(Trimmed), .. rule.Outputs.Select(Trimmed), .. Annotations(table, rule)]))];

    /// <summary>The table as the sheet has it; rows and columns that were there keep what the sheet does not show.</summary>
    public static DecisionTable With(DecisionTable table, GridSheet sheet)
    {
        var (inputs, outputs, notes) = (Places(sheet, GridColumn.Input), Places(sheet, GridColumn.Output), Places(sheet, GridColumn.Note));
        var known = table.Rules.DistinctBy(rule => rule.Id).ToDictionary(rule => rule.Id);
        var (policy, aggregation) = GridPolicy.Of(sheet.Policy, table);
        return table with
        {
            HitPolicy = policy,
            Aggregation = aggregation,
            Inputs = [.. inputs.Select(at => Input(table, sheet.Columns[at]))],
            Outputs = [.. outputs.Select(at => Output(table, sheet.Columns[at]))],
            Annotations = [.. notes.Select(at => Clean(sheet.Columns[at].Title))],
            Rules = [.. sheet.Rows.Select(row => (known.GetValueOrDefault(row.Id) ?? new TableRule(row.Id, [], [])) with
            {
                Inputs = [.. Cells(row, inputs, "-")],
                Outputs = [.. Cells(row, outputs, "")],
                Annotations = [.. Cells(row, notes, "")],
            })],
        };
    }

    /// <summary>The sheet that an edit of the table makes.</summary>
    /// <exception cref="ArgumentException">The edit is about another state of the table.</exception>
    public static GridSheet Edited(DecisionTable table, GridEdit edit)
    {
        GridRow[] rows = [.. Rows(table)];
        if (rows.Length != edit.Count || edit.Rows.Any(row => row.At < 0 || row.At >= rows.Length))
            throw new ArgumentException($"The table has {rows.Length} rows and the edit is about {edit.Count}; send the whole table.", nameof(edit));
        foreach (var row in edit.Rows) rows[row.At] = rows[row.At] with { Cells = row.Cells };
        return new(edit.Policy, edit.Columns, rows);
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
            .Select(forms => new GridName(forms.Key, forms.First().Text[forms.Key.Length..], Info([.. forms]), true)),
    ];

    /// <summary>All forms where there are several, and what the author is to know beside.</summary>
    private static string? Info(Signature[] forms)
    {
        string[] lines = [.. forms.Where(_ => forms.Length > 1).Select(form => form.Text), .. forms.Select(form => form.Help).OfType<string>()];
        return lines.Length == 0 ? null : string.Join('\n', lines);
    }

    private static TableInput Input(DecisionTable table, GridColumn column)
    {
        var before = table.Inputs.FirstOrDefault(input => input.Id == column.Id) ?? new TableInput(column.Id, null, "");
        var expression = Clean(column.Expression);
        return before with { Expression = expression, Label = Label(column.Title, expression), TypeRef = Filled(column.Type), AllowedValues = Filled(column.Values) };
    }

    private static TableOutput Output(DecisionTable table, GridColumn column)
    {
        var before = table.Outputs.FirstOrDefault(output => output.Id == column.Id) ?? new TableOutput(column.Id, null);
        var name = Filled(column.Expression);
        // The only output of a table may go by the name of the whole.
        var label = name is null && before.Label is null && column.Title == table.OutputLabel ? null : Label(column.Title, name ?? "");
        return before with { Name = name, Label = label, TypeRef = Filled(column.Type), AllowedValues = Filled(column.Values), Default = Filled(column.Otherwise) };
    }

    private static string? Label(string title, string otherwise) => Filled(title) is { } text && text != otherwise ? text : null;

    private static string? Filled(string text) => Clean(text).Trim() is { Length: > 0 } filled ? filled : null;

    private static int[] Places(GridSheet sheet, string kind) => [.. Enumerable.Range(0, sheet.Columns.Count).Where(at => sheet.Columns[at].Kind == kind)];

    private static IEnumerable<string> Cells(GridRow row, int[] places, string missing) =>
        places.Select(at => at < row.Cells.Count && Clean(row.Cells[at]) is { Length: > 0 } text ? text : missing);

    /// <summary>Without characters that no XML file can hold; the clipboard may bring them.</summary>
    private static string Clean(string text)
    {
        if (text.All(letter => XmlConvert.IsXmlChar(letter))) return text;
        return string.Concat(text.EnumerateRunes().Where(rune => !rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value)));
    }

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
