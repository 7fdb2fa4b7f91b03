using Trasa.Decisions.Model;
using Trasa.Decisions.Xml;

namespace Trasa.Decisions.Comparison;

/// <summary>What differs between two versions of a file, decision by decision and row by row.</summary>
public static class DefinitionsDiff
{
    public static IReadOnlyList<ElementDiff> Compare(Definitions before, Definitions after)
    {
        var earlier = before.Decisions.ToDictionary(decision => decision.Id);
        var later = after.Decisions.ToDictionary(decision => decision.Id);
        var diffs = after.Decisions.Select(decision => Compare(earlier.GetValueOrDefault(decision.Id), decision))
            .Concat(before.Decisions.Where(decision => !later.ContainsKey(decision.Id)).Select(decision => Compare(decision, null)))
            .Append(Rest(before, after));
        return [.. diffs.Where(diff => diff.Settings.Count > 0 || diff.Rows.Count > 0)];
    }

    private static ElementDiff Compare(DecisionElement? before, DecisionElement? after)
    {
        var shown = after ?? before!;
        List<CellDiff> settings = [];
        Note(settings, "decision", before?.Name, after?.Name);
        Note(settings, "description", before?.Description, after?.Description);
        Note(settings, "type", before?.Variable.TypeRef, after?.Variable.TypeRef);
        Note(settings, "needs", Needs(before), Needs(after));
        var (earlier, later) = (before?.Logic as DecisionTable, after?.Logic as DecisionTable);
        if (earlier is null && later is null) Note(settings, "logic", Text(before), Text(after));
        else settings.AddRange(TableDiff.Settings(earlier, later));
        return new(shown.Id, shown.Name, settings, TableDiff.Rows(earlier ?? new DecisionTable(), later ?? new DecisionTable()));
    }

    /// <summary>Input data, types, functions and services, each as text: rarely changed, and never in rows.</summary>
    private static ElementDiff Rest(Definitions before, Definitions after)
    {
        List<CellDiff> settings = [];
        Note(settings, "name", before.Name, after.Name);
        Note(settings, "description", before.Description, after.Description);
        Note(settings, "other elements", Others(before), Others(after));
        return new("", after.Name, settings, []);
    }

    private static string Others(Definitions definitions) =>
        DmnWriter.ToXml(definitions with { Id = "", Name = "", Namespace = "", Description = null, Decisions = [] }).ToString();

    private static string? Needs(DecisionElement? decision) =>
        decision is null ? null : string.Join(", ", [.. decision.Requirements.Inputs, .. decision.Requirements.Decisions, .. decision.Requirements.Knowledge, .. decision.Requirements.Authorities.Select(authority => authority.Href)]);

    private static string? Text(DecisionElement? decision) => decision?.Logic switch
    {
        null => null,
        LiteralExpression literal => literal.Text.Trim(),
        var other => DmnWriter.ToText(other),
    };

    internal static void Note(List<CellDiff> settings, string what, string? before, string? after)
    {
        if ((before ?? "") != (after ?? "")) settings.Add(new(what, before, after));
    }
}
