using Trasa.Decisions.Analysis;
using Trasa.Decisions.Graph;
using Trasa.Decisions.Model;
using Trasa.Feel;

namespace Trasa.Decisions.Editing;

/// <summary>A cell that cannot be read.</summary>
/// <param name="RuleId">The row; empty for something of the column itself.</param>
/// <param name="Column">Inputs from 0, then outputs.</param>
/// <param name="Message">In English.</param>
public sealed record CellFault(string RuleId, int Column, string Message);

/// <summary>What an author is told while typing: cells that cannot be read, and what the analysis of the whole finds.</summary>
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
        var scope = decision.Node.Scope;
        var faults = new List<CellFault>(ColumnFaults(table, scope, model.Unit.Options));
        for (var column = 0; column < table.Inputs.Count + table.Outputs.Count && faults.Count < MaxFaults; column++) faults.AddRange(FaultsIn(table, column, scope, model.Unit.Options));
        return new([.. faults.Take(MaxFaults)], TableAnalyzer.Analyze(table, model.Unit.Options));
    }

    /// <summary>What is wrong with a text in a column; empty when nothing is.</summary>
    public static IReadOnlyList<FeelDiagnostic> Cell(Decision decision, int column, string text)
    {
        if (decision.Node.Element.Logic is not DecisionTable table || column < 0 || column >= table.Inputs.Count + table.Outputs.Count) return [];
        return Problems(column < table.Inputs.Count, text, decision.Node.Scope, decision.Model.Unit.Options);
    }

    /// <summary>The names that a cell of the decision may use.</summary>
    public static IReadOnlyList<string> NamesOf(Decision decision) => [.. decision.Node.Scope.Names.Order(StringComparer.Ordinal)];

    /// <summary>What is tested, what is allowed and what holds when no row does.</summary>
    private static IEnumerable<CellFault> ColumnFaults(DecisionTable table, FeelScope scope, FeelOptions options)
    {
        for (var column = 0; column < table.Inputs.Count; column++)
        {
            var input = table.Inputs[column];
            if (string.IsNullOrWhiteSpace(input.Expression)) yield return new("", column, "Nothing is tested: write the name of an input, or an expression.");
            foreach (var problem in Problems(false, input.Expression, scope, options).Concat(Problems(true, input.AllowedValues ?? "", scope, options))) yield return new("", column, problem.Message);
        }
        for (var column = 0; column < table.Outputs.Count; column++)
        {
            var output = table.Outputs[column];
            foreach (var problem in Problems(true, output.AllowedValues ?? "", scope, options).Concat(Problems(false, output.Default ?? "", scope, options))) yield return new("", table.Inputs.Count + column, problem.Message);
            if (table.Outputs.Count > 1 && table.Outputs.Take(column).Append(new TableOutput("", "")).Any(other => (other.Name ?? "") == (output.Name ?? "")))
                yield return new("", table.Inputs.Count + column, "Each of several outputs needs a name of its own.");
        }
    }

    private static IEnumerable<CellFault> FaultsIn(DecisionTable table, int column, FeelScope scope, FeelOptions options)
    {
        var isInput = column < table.Inputs.Count;
        var known = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var rule in table.Rules)
        {
            var text = isInput ? rule.Inputs[column] : rule.Outputs[column - table.Inputs.Count];
            if (!known.TryGetValue(text, out var problem)) known[text] = problem = Problems(isInput, text, scope, options) is [var first, ..] ? first.Message : null;
            if (problem is not null) yield return new(rule.Id, column, problem);
        }
    }

    private static IReadOnlyList<FeelDiagnostic> Problems(bool isInput, string text, FeelScope scope, FeelOptions options)
    {
        if (string.IsNullOrWhiteSpace(text)) return [];
        if (isInput)
        {
            var tests = FeelUnaryTests.Compile(text, scope, options);
            return [.. tests.Problems, .. tests.Warnings];
        }
        var answer = FeelExpression.Compile(text, scope, options);
        return [.. answer.Problems, .. answer.Warnings];
    }
}
