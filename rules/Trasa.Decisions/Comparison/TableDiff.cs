using Trasa.Decisions.Model;
using Trasa.Decisions.Xml;

namespace Trasa.Decisions.Comparison;

/// <summary>Compares the rows of two tables by their ids, and their columns by their titles.</summary>
internal static class TableDiff
{
    public static IEnumerable<CellDiff> Settings(DecisionTable? before, DecisionTable? after)
    {
        List<CellDiff> settings = [];
        DefinitionsDiff.Note(settings, "hit policy", Policy(before), Policy(after));
        DefinitionsDiff.Note(settings, "inputs", Inputs(before), Inputs(after));
        DefinitionsDiff.Note(settings, "outputs", Outputs(before), Outputs(after));
        return settings;
    }

    public static IReadOnlyList<RowDiff> Rows(DecisionTable before, DecisionTable after)
    {
        var earlier = Numbered(before);
        var later = Numbered(after);
        var stayed = InOrder([.. after.Rules.Select(rule => rule.Id).Where(earlier.ContainsKey)], id => earlier[id]);
        var rows = new List<RowDiff>();
        foreach (var (id, row) in later)
        {
            var number = earlier.TryGetValue(id, out var was) ? was : (int?)null;
            var cells = Cells(before, number, after, row);
            var moved = number is not null && !stayed.Contains(id);
            if (number is null) rows.Add(new(RowChange.Added, id, null, row + 1, false, cells));
            else if (cells.Count > 0) rows.Add(new(RowChange.Changed, id, number + 1, row + 1, moved, cells));
            else if (moved) rows.Add(new(RowChange.Moved, id, number + 1, row + 1, true, []));
        }

        foreach (var (id, row) in earlier.Where(entry => !later.ContainsKey(entry.Key)))
            rows.Insert(Place(rows, row + 1), new(RowChange.Removed, id, row + 1, null, false, Cells(before, row, after, null)));
        return rows;
    }

    /// <summary>A table may hold one id twice; the first row keeps it here, as everywhere.</summary>
    private static Dictionary<string, int> Numbered(DecisionTable table)
    {
        var rows = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var row = 0; row < table.Rules.Count; row++) rows.TryAdd(table.Rules[row].Id, row);
        return rows;
    }

    private static int Place(List<RowDiff> rows, int number)
    {
        var next = rows.FindIndex(row => row.Before > number);
        return next < 0 ? rows.Count : next;
    }

    private static List<CellDiff> Cells(DecisionTable before, int? earlier, DecisionTable after, int? later)
    {
        var old = earlier is { } from ? Named(before, before.Rules[from]) : [];
        var current = later is { } to ? Named(after, after.Rules[to]) : [];
        var titles = current.Keys.Concat(old.Keys).Distinct();
        return [.. from title in titles
                   let was = old.GetValueOrDefault(title)
                   let now = current.GetValueOrDefault(title)
                   where (was ?? "") != (now ?? "") && !(earlier is not null && later is not null && IsUnfilled(was, now))
                   select new CellDiff(title, was, now)];
    }

    /// <summary>A column that came or went, and in this row never said anything: the columns tell it already.</summary>
    private static bool IsUnfilled(string? was, string? now) => (was, now) is (null, "-" or "") or ("-" or "", null);

    private static Dictionary<string, string> Named(DecisionTable table, TableRule rule)
    {
        var cells = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < rule.Inputs.Count; i++) Add(table.Inputs[i].Title, rule.Inputs[i].Trim() is "" ? "-" : rule.Inputs[i].Trim());
        for (var i = 0; i < rule.Outputs.Count; i++) Add(table.Outputs[i].Title is { Length: > 0 } title ? title : "output", rule.Outputs[i].Trim());
        if (rule.Comment is { Length: > 0 } comment) Add("comment", comment);
        return cells;

        void Add(string title, string text)
        {
            for (var name = title; ; name += "'")
                if (cells.TryAdd(name, text)) return;
        }
    }

    private static string? Policy(DecisionTable? table) => table is null
        ? null
        : ExpressionWriter.PolicyName(table.HitPolicy) + (table.Aggregation == Aggregation.None ? "" : " " + table.Aggregation.ToString().ToUpperInvariant());

    private static string? Inputs(DecisionTable? table) => table is null
        ? null
        : string.Join("; ", table.Inputs.Select(input => $"{input.Title} = {input.Expression}{Of(input.TypeRef)}{In(input.AllowedValues)}"));

    private static string? Outputs(DecisionTable? table) => table is null
        ? null
        : string.Join("; ", table.Outputs.Select(output => $"{output.Title}{Of(output.TypeRef)}{In(output.AllowedValues)}{(output.Default is { Length: > 0 } text ? $" else {text.Trim()}" : "")}"));

    private static string Of(string? type) => type is null ? "" : $": {type}";

    private static string In(string? allowed) => allowed is null ? "" : $" in {allowed.Trim()}";

    /// <summary>The longest run of ids that kept their order; the others are the ones that were moved.</summary>
    private static HashSet<string> InOrder(string[] ids, Func<string, int> number)
    {
        var ends = new List<int>();
        var previous = new int[ids.Length];
        for (var i = 0; i < ids.Length; i++)
        {
            var at = Search(ends, ids, number, number(ids[i]));
            previous[i] = at == 0 ? -1 : ends[at - 1];
            if (at == ends.Count) ends.Add(i);
            else ends[at] = i;
        }

        var kept = new HashSet<string>(StringComparer.Ordinal);
        for (var i = ends.Count == 0 ? -1 : ends[^1]; i >= 0; i = previous[i]) kept.Add(ids[i]);
        return kept;
    }

    private static int Search(List<int> ends, string[] ids, Func<string, int> number, int value)
    {
        var (low, high) = (0, ends.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (number(ids[ends[middle]]) < value) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
