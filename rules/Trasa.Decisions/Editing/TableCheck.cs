using Trasa.Decisions.Analysis;
using Trasa.Decisions.Graph;
using Trasa.Decisions.Model;
using Trasa.Feel;

namespace Trasa.Decisions.Editing;

/// <summary>A cell that cannot be read, or that never holds.</summary>
/// <param name="RuleId">The row; empty for something of the column itself.</param>
/// <param name="Column">Inputs from 0, then outputs.</param>
/// <param name="Message">In English.</param>
public sealed record CellFault(string RuleId, int Column, string Message);

/// <summary>What an author is told while typing: cells that cannot be read or never hold, and what the analysis of the whole finds.</summary>
public sealed record TableCheck(IReadOnlyList<CellFault> Faults, TableAnalysis Analysis)
{
    /// <summary>Cells named one by one; a pasted column of nonsense needs no more.</summary>
    private const int MaxFaults = 200;

    /// <summary>What was not looked at, and what is not listed, in English.</summary>
    public IReadOnlyList<string> Limits =>
        Faults.Count < MaxFaults ? Analysis.Limits : [.. Analysis.Limits, $"Of the cells that cannot be read, the first {MaxFaults} are listed."];

    /// <summary>Checks the table of a decision; null when its logic is no table.</summary>
    public static TableCheck? Of(DecisionModel model, string decisionId)
    {
        if (model.Find(decisionId) is not { } decision || decision.Node.Element.Logic is not DecisionTable table) return null;
        var texts = new TableTexts(decision, table);
        var faults = new List<CellFault>(ColumnFaults(table, texts));
        for (var column = 0; column < table.Inputs.Count + table.Outputs.Count && faults.Count < MaxFaults; column++) faults.AddRange(FaultsIn(table, column, texts));
        return new([.. faults.Take(MaxFaults)], TableAnalyzer.Analyze(table, model.Unit.Options));
    }

    /// <summary>What is wrong with a text in a column; empty when nothing is.</summary>
    public static IReadOnlyList<FeelDiagnostic> Cell(Decision decision, int column, string text)
    {
        if (decision.Node.Element.Logic is not DecisionTable table || column < 0 || column >= table.Inputs.Count + table.Outputs.Count) return [];
        return new TableTexts(decision, table).Problems(column, text);
    }

    /// <summary>The names that a cell of the decision may use.</summary>
    public static IReadOnlyList<string> NamesOf(Decision decision) => [.. decision.Node.Scope.Names.Order(StringComparer.Ordinal)];

    /// <summary>What is tested, what is allowed and what holds when no row does.</summary>
    private static IEnumerable<CellFault> ColumnFaults(DecisionTable table, TableTexts texts)
    {
        for (var column = 0; column < table.Inputs.Count; column++)
        {
            var input = table.Inputs[column];
            if (string.IsNullOrWhiteSpace(input.Expression)) yield return new("", column, "Nothing is tested: write the name of an input, or an expression.");
            foreach (var problem in texts.Unread(input.Expression).Concat(texts.Problems(column, input.AllowedValues ?? ""))) yield return new("", column, problem.Message);
        }
        for (var output = 0; output < table.Outputs.Count; output++)
        {
            var (column, declared) = (table.Inputs.Count + output, table.Outputs[output]);
            foreach (var problem in texts.UnreadTests(declared.AllowedValues ?? "").Concat(texts.Problems(column, declared.Default ?? ""))) yield return new("", column, problem.Message);
            if (table.Outputs.Count > 1 && table.Outputs.Take(output).Append(new TableOutput("", "")).Any(other => (other.Name ?? "") == (declared.Name ?? "")))
                yield return new("", column, "Each of several outputs needs a name of its own.");
        }
    }

    private static IEnumerable<CellFault> FaultsIn(DecisionTable table, int column, TableTexts texts)
    {
        var isInput = column < table.Inputs.Count;
        var known = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var rule in table.Rules)
        {
            var text = isInput ? rule.Inputs[column] : rule.Outputs[column - table.Inputs.Count];
            if (!known.TryGetValue(text, out var problem)) known[text] = problem = texts.Problems(column, text) is [var first, ..] ? first.Message : null;
            if (problem is not null) yield return new(rule.Id, column, problem);
        }
    }
}
