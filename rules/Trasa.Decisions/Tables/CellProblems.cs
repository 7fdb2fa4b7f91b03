using Trasa.Decisions.Graph;
using Trasa.Decisions.Model;
using Trasa.Feel;
using Trasa.Feel.Checking;
using Trasa.Feel.Functions;
using Trasa.Feel.Nodes;
using Trasa.Feel.Types;

namespace Trasa.Decisions.Tables;

/// <summary>A problem of a cell; a warning when the model leaves open whether it is one.</summary>
internal sealed record CellProblem(FeelDiagnostic Diagnostic, bool IsWarning);

/// <summary>What is wrong with cells that read: values that their column never has, and names that nobody gives.</summary>
internal sealed class CellProblems
{
    private readonly NamesInSight _sight;
    private readonly FeelScope _scope;
    private readonly FeelOptions _options;
    private readonly FeelType[] _columns;
    private readonly FeelType?[] _outputs;

    // Names that the columns themselves ask for: whoever asks the table gives them.
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    /// <param name="table">The table.</param>
    /// <param name="expressions">What its input columns test; null where that does not read.</param>
    /// <param name="types">The types of the model.</param>
    /// <param name="sight">What is known of the names.</param>
    /// <param name="scope">The names in scope.</param>
    /// <param name="options">The registered functions.</param>
    public CellProblems(DecisionTable table, IReadOnlyList<Node?> expressions, ModelTypes types, NamesInSight sight, FeelScope scope, FeelOptions options)
    {
        (_sight, _scope, _options) = (sight, scope, options);
        _columns = [.. table.Inputs.Select((input, column) => ColumnType(expressions[column], types.Find(input.TypeRef)))];
        _outputs = [.. table.Outputs.Select(output => types.Find(output.TypeRef))];
    }

    /// <param name="cell">The tests.</param>
    /// <param name="column">Of which input column.</param>
    /// <param name="reported">Names of functions of which it was said already that they are unknown.</param>
    public IEnumerable<CellProblem> OfTests(UnaryTestsNode cell, int column, IReadOnlySet<string> reported) =>
        Found(CellCheck.Of(cell, _columns[column], _sight.Types), reported);

    /// <param name="answer">The expression.</param>
    /// <param name="output">Of which output column.</param>
    /// <param name="reported">As for <see cref="OfTests"/>.</param>
    public IEnumerable<CellProblem> OfAnswer(Node answer, int output, IReadOnlySet<string> reported)
    {
        var check = new KindCheck(_sight.Types);
        answer.Check(check);
        if (_outputs[output] is { } type && answer.ConstantValue() is { } value && type.Coerce(value) is null)
            check.Wrong(FeelCode.TypeMismatch, answer.Span, $"{Describe.Value(value)} is no {type}, which the column declares: the result would be null.");
        return Found(check, reported);
    }

    private FeelType ColumnType(Node? expression, FeelType? declared)
    {
        var check = new KindCheck(_sight.Types);
        var type = expression?.Check(check) ?? FeelType.Any;
        _asked.UnionWith(check.Free);
        return declared ?? type;
    }

    private IEnumerable<CellProblem> Found(KindCheck check, IReadOnlySet<string> reported)
    {
        foreach (var problem in check.Problems) yield return new(problem, IsWarning: false);
        foreach (var name in check.Free)
        {
            if (IsKnown(name) || reported.Contains(name)) continue;
            yield return new(new(FeelCode.UnknownName, check.Places[name], $"There is no variable {name}. A text stands in quotation marks: \"{name}\".", [name]), !_sight.AreDeclared);
        }
    }

    private bool IsKnown(string name) =>
        _scope.Names.Contains(name) || _asked.Contains(name) || BuiltInFunctions.Find(name) is not null || _options.Functions.Find(name) is not null;
}
