using Trasa.Decisions.Graph;
using Trasa.Decisions.Model;
using Trasa.Decisions.Tables;
using Trasa.Feel;
using Trasa.Feel.Nodes;
using Trasa.Feel.Syntax;

namespace Trasa.Decisions.Editing;

/// <summary>Reads texts for the columns of one table, and says what is wrong with them.</summary>
internal sealed class TableTexts
{
    private readonly DecisionTable _table;
    private readonly FeelScope _scope;
    private readonly FeelOptions _options;
    private readonly CellProblems _cells;

    public TableTexts(Decision decision, DecisionTable table)
    {
        (_table, _scope, _options) = (table, decision.Node.Scope, decision.Model.Unit.Options);
        _cells = new CellProblems(table, [.. table.Inputs.Select(input => Expression(input.Expression))], decision.Model.Unit.Types, decision.Node.Sight, _scope, _options);
    }

    /// <summary>What is wrong with a text in a column, inputs from 0, then outputs; what may be meant is not among it.</summary>
    public IReadOnlyList<FeelDiagnostic> Problems(int column, string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return [];
        try
        {
            return column < _table.Inputs.Count ? OfTests(column, text) : OfAnswer(column - _table.Inputs.Count, text);
        }
        catch (FeelSyntaxException problem)
        {
            return [problem.Diagnostic];
        }
    }

    /// <summary>Why an expression does not read.</summary>
    public IReadOnlyList<FeelDiagnostic> Unread(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return [];
        var read = FeelExpression.Compile(text, _scope, _options);
        return [.. read.Problems, .. read.Warnings];
    }

    /// <summary>Why tests do not read.</summary>
    public IReadOnlyList<FeelDiagnostic> UnreadTests(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return [];
        var read = FeelUnaryTests.Compile(text, _scope, _options);
        return [.. read.Problems, .. read.Warnings];
    }

    private IReadOnlyList<FeelDiagnostic> OfTests(int column, string text)
    {
        var (cell, warnings) = Parser.ReadUnaryTests(text, _scope, _options);
        return [.. warnings, .. Errors(_cells.OfTests(cell, column, Names(warnings)))];
    }

    private IReadOnlyList<FeelDiagnostic> OfAnswer(int output, string text)
    {
        var (answer, warnings) = Parser.ReadExpression(text, _scope, _options);
        return [.. warnings, .. Errors(_cells.OfAnswer(answer, output, Names(warnings)))];
    }

    private static HashSet<string> Names(IReadOnlyList<FeelDiagnostic> warnings) => [.. warnings.SelectMany(warning => warning.Arguments)];

    private static IEnumerable<FeelDiagnostic> Errors(IEnumerable<CellProblem> problems) => problems.Where(problem => !problem.IsWarning).Select(problem => problem.Diagnostic);

    private Node? Expression(string text)
    {
        try
        {
            return string.IsNullOrWhiteSpace(text) ? null : Parser.ReadExpression(text, _scope, _options).Node;
        }
        catch (FeelSyntaxException)
        {
            // Said where the columns are looked at.
            return null;
        }
    }
}
