using Trasa.Crm.Records;
using Trasa.Feel;

namespace Trasa.Crm.Metadata;

/// <summary>The calculated fields of a type, compiled once. They are calculated in the order declared, so one may use those before it.</summary>
internal sealed class Formulas
{
    private readonly List<(RecordField Field, FeelExpression Expression)> _formulas;

    public Formulas(RecordType type, TimeProvider time)
    {
        var options = new FeelOptions { Time = time };
        _formulas = [.. type.Fields.Where(field => field.Formula is not null).Select(field => (field, Compile(field.Formula!, type, options)))];
    }

    public bool Any => _formulas.Count > 0;

    /// <summary>What is wrong with the formula, or null. A rule is a formula whose answer is true or false.</summary>
    public static string? Problem(string formula, RecordType type)
    {
        var expression = Compile(formula, type, FeelOptions.Default);
        if (!expression.IsValid) return string.Join("; ", expression.Problems.Select(problem => problem.Message));
        var unknown = expression.VariableNames.Where(name => type.Find(name) is null).ToList();
        return unknown.Count == 0 ? null : $"there is no field {string.Join(", ", unknown.Select(name => $"'{name}'"))}; it uses the fields of its own record.";
    }

    /// <summary>Puts the calculated values in; returns what could not be calculated. A formula without an answer leaves the field empty.</summary>
    public IEnumerable<FieldProblem> Calculate(Dictionary<string, object?> values)
    {
        foreach (var (field, expression) in _formulas)
        {
            var (value, problem) = FieldValues.Convert(field, expression.Evaluate(values).Value);
            values[field.Name] = value;
            if (problem is not null) yield return new(field.Name, $"the formula gives a value that {problem}");
        }
    }

    public static FeelExpression Compile(string formula, RecordType type, FeelOptions options) =>
        FeelExpression.Compile(formula, type.Fields.Select(field => field.Name), options);
}
