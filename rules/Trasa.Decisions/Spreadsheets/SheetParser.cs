using System.Globalization;
using System.Text.RegularExpressions;
using Trasa.Decisions.Model;

namespace Trasa.Decisions.Spreadsheets;

/// <summary>From the lines of a sheet back to a table.</summary>
internal sealed partial class SheetParser(IReadOnlyList<string[]> lines)
{
    private readonly List<SheetProblem> _problems = [];
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    public SheetReading Parse()
    {
        if (lines.Count < TableSheet.FirstRule || At(0, 0) != "decision" || At(1, 0) != "rule id")
        {
            _problems.Add(new SheetProblem("A1", "The first sheet is no decision table: lines 1 to 7 describe its columns, as in an exported workbook."));
            return new SheetReading("", null, _problems);
        }
        var (inputs, outputs, annotations) = (Columns(TableSheet.Input), Columns(TableSheet.Output), Columns(TableSheet.Annotation));
        if (outputs.Length == 0) _problems.Add(new SheetProblem("A2", "The table has no column of the kind output."));
        var table = new DecisionTable
        {
            HitPolicy = Policy(),
            Aggregation = Enum.TryParse<Aggregation>(At(0, 5), true, out var aggregation) ? aggregation : Aggregation.None,
            Inputs = [.. inputs.Select((column, i) => new TableInput(Numbered("input", i), Filled(2, column), At(3, column)) { TypeRef = Filled(4, column), AllowedValues = Filled(5, column) })],
            Outputs = [.. outputs.Select((column, i) => new TableOutput(Numbered("output", i), Filled(3, column)) { Label = Filled(2, column), TypeRef = Filled(4, column), AllowedValues = Filled(5, column), Default = Filled(6, column) })],
            Annotations = [.. annotations.Select(column => At(2, column))],
            Rules = [.. Rules(inputs, outputs, annotations)],
        };
        return new SheetReading(At(0, 1), table, _problems);
    }

    private IEnumerable<TableRule> Rules(int[] inputs, int[] outputs, int[] annotations)
    {
        foreach (var line in lines.Skip(TableSheet.FirstRule)) if (line.Length > 0 && line[0].Length > 0) _ids.Add(line[0]);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        for (var line = TableSheet.FirstRule; line < lines.Count; line++)
        {
            if (lines[line].All(string.IsNullOrWhiteSpace)) continue;
            yield return new TableRule(
                IdOf(line, taken),
                [.. inputs.Select(column => InputCell(line, column))],
                [.. outputs.Select(column => Quoted(line, column))])
            {
                Annotations = [.. annotations.Select(column => At(line, column))],
                Description = Columns(TableSheet.Description) is [var last, ..] ? Filled(line, last) : null,
            };
        }
    }

    /// <summary>A copied line keeps its id only at the first place; later ones and new lines get a free one.</summary>
    private string IdOf(int line, HashSet<string> taken)
    {
        var id = At(line, 0);
        if (id.Length > 0 && taken.Add(id)) return id;
        for (var number = line - TableSheet.FirstRule + 1; ; number++)
        {
            var free = Numbered("rule-", number - 1);
            if (_ids.Add(free) && taken.Add(free)) return free;
        }
    }

    private string InputCell(int line, int column)
    {
        var text = At(line, column);
        if (text.Length == 0) return "-";
        if (At(4, column) != "string" || !PlainWords().IsMatch(text)) return text;
        return string.Join(", ", text.Split(',', StringSplitOptions.TrimEntries).Select(word => $"\"{word}\""));
    }

    private string Quoted(int line, int column)
    {
        var text = At(line, column);
        return At(4, column) == "string" && PlainWords().IsMatch(text) ? $"\"{text}\"" : text;
    }

    private HitPolicy Policy()
    {
        foreach (var policy in Enum.GetValues<HitPolicy>())
            if (Xml.ExpressionWriter.PolicyName(policy).Equals(At(0, 3), StringComparison.OrdinalIgnoreCase)) return policy;
        _problems.Add(new SheetProblem("D1", $"There is no hit policy {At(0, 3)}."));
        return HitPolicy.Unique;
    }

    private int[] Columns(string kind) => [.. Enumerable.Range(1, Math.Max(0, lines[1].Length - 1)).Where(column => At(1, column) == kind)];

    private string At(int line, int column) => line < lines.Count && column < lines[line].Length ? lines[line][column].Trim() : "";

    private string? Filled(int line, int column) => At(line, column) is { Length: > 0 } text ? text : null;

    private static string Numbered(string prefix, int index) => prefix + (index + 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>Words that are neither quoted nor any other FEEL: what people type who think of texts.</summary>
    [GeneratedRegex(@"\A(?!(?:null|true|false|not)\b)[\p{L}\p{N}][^""()\[\]?<>=@{}]*\z")]
    private static partial Regex PlainWords();
}
