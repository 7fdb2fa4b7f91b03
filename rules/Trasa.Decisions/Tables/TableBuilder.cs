using Trasa.Decisions.Graph;
using Trasa.Decisions.Model;
using Trasa.Feel;
using Trasa.Feel.Nodes;
using Trasa.Feel.Types;
using Trasa.Feel.Values;

namespace Trasa.Decisions.Tables;

/// <summary>An input column as it was read.</summary>
internal sealed record ColumnNodes(Node Expression, UnaryTestsNode? Allowed, UnaryTestsNode[] Cells);

/// <summary>An output column as it was read; the ranks are its allowed values in the order of priority.</summary>
internal sealed record OutputNodes(string Name, FeelType? Type, Node[] Cells, Node? Default, FeelValue[] Ranks, UnaryTestsNode? Allowed);

/// <summary>A table with all its texts read.</summary>
internal sealed record TableNodes(ColumnNodes[] Columns, OutputNodes[] Outputs, string Source);

/// <summary>Reads the texts of a table in the scope around it.</summary>
internal sealed class TableBuilder(ExpressionBuilder expressions, DecisionTable table, FeelScope scope, string source)
{
    private readonly Dictionary<string, UnaryTestsNode> _cells = new(StringComparer.Ordinal);

    private readonly Dictionary<string, Node> _answers = new(StringComparer.Ordinal);

    public TableNodes Build() => new(
        [.. table.Inputs.Select(Column)],
        [.. table.Outputs.Select(Output)],
        source);

    private ColumnNodes Column(TableInput input, int column) => new(
        expressions.Literal(input.Expression, scope, input.Place),
        string.IsNullOrWhiteSpace(input.AllowedValues) ? null : expressions.Tests(input.AllowedValues, scope, input.Place),
        [.. table.Rules.Select(rule => Cell(rule.Inputs[column], rule.Place))]);

    /// <summary>Columns repeat few texts over many rows, so equal texts are read once.</summary>
    private UnaryTestsNode Cell(string text, Place place)
    {
        if (_cells.TryGetValue(text, out var known)) return known;
        return _cells[text] = expressions.Tests(text, scope, place);
    }

    private Node Answer(string text, Place place)
    {
        if (_answers.TryGetValue(text, out var known)) return known;
        return _answers[text] = expressions.Literal(text, scope, place);
    }

    private OutputNodes Output(TableOutput output, int column) => new(
        Feel.Syntax.FeelNames.Normalize(output.Name ?? ""),
        expressions.TypeOf(output.TypeRef, output.Place),
        [.. table.Rules.Select(rule => Answer(rule.Outputs[column], rule.Place))],
        string.IsNullOrWhiteSpace(output.Default) ? null : expressions.Literal(output.Default, scope, output.Place),
        Ranks(output),
        Allowed(output));

    private UnaryTestsNode? Allowed(TableOutput output) =>
        string.IsNullOrWhiteSpace(output.AllowedValues) ? null : expressions.Tests(output.AllowedValues, scope, output.Place);

    private FeelValue[] Ranks(TableOutput output)
    {
        if (Allowed(output) is not { } tests) return [];
        return [.. tests.Tests.Select(test => test.Node.ConstantValue()).Where(value => value is not null).Select(value => value!.Value)];
    }
}
