using Trasa.Decisions.Analysis;
using Trasa.Decisions.Graph;
using Trasa.Decisions.Model;
using Trasa.Feel;

namespace Trasa.Decisions.Editing;

/// <summary>A cell that cannot be read.</summary>
/// <param name="RuleId">The row.</param>
/// <param name="Column">Inputs from 0, then outputs.</param>
/// <param name="Message">In English.</param>
public sealed record CellFault(string RuleId, int Column, string Message);

/// <summary>What an author is told while typing: cells that cannot be read, and what the analysis of the whole finds.</summary>
public sealed record TableCheck(IReadOnlyList<CellFault> Faults, TableAnalysis Analysis)
{
    /// <summary>Cells named one by one; a pasted column of nonsense needs no more.</summary>
    private const int MaxFaults = 200;

    /// <summary>Checks the table of a decision; null when its logic is no table.</summary>
    public static TableCheck? Of(DecisionModel model, string decisionId)
    {
        if (model.Find(decisionId) is not { } decision || decision.Node.Element.Logic is not DecisionTable table) return null;
        var scope = decision.Node.Scope;
        var faults = new List<CellFault>();
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
