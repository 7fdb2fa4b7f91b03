using Trasa.Engine.Expressions;
using Trasa.Model.Validation;
using Trasa.Model.Workflows;

namespace Trasa.Activities.Scripting.Liquid;

/// <summary>
/// Texts with holes, as Elsa's definitions have them: <c>{{ Variables.Name | upcase }}</c>, <c>{% if %}</c>, <c>{% case %}</c>,
/// <c>{% for i in (1..3) %}</c>, <c>{% assign %}</c>, <c>{% capture %}</c>, ... A name is a part of the template, a variable, or an input.
/// </summary>
internal sealed class LiquidEvaluator : IExpressionEvaluator
{
    public IReadOnlyList<string> Types { get; } = ["Liquid", "liquid"];

    public CompiledExpression Compile(ExpressionSource source, ExpressionSight sight) => new Template(LiquidParser.Parse(source.Text).Parts);

    public IEnumerable<ExpressionFinding> Inspect(ExpressionSource source, ExpressionSight sight)
    {
        var seen = LiquidParser.Parse(source.Text).Seen;
        foreach (var filter in seen.UnknownFilters)
            yield return new(ExpressionFindingKind.UnknownName, $"There is no filter '{filter}'; the value passes it unchanged.");
        foreach (var variable in seen.Variables.Where(name => !sight.Types.ContainsKey(name)))
            yield return new(ExpressionFindingKind.UnknownName, $"Nothing gives 'Variables.{variable}' a value, so it is empty. Declare a variable of that name.");
    }

    private sealed class Template(IReadOnlyList<LiquidPart> parts) : CompiledExpression
    {
        public override object? Evaluate(IExpressionScope scope)
        {
            var run = new LiquidRun(scope);
            try
            {
                run.Write(parts);
                return run.Text;
            }
            catch (OverflowException)
            {
                throw new ExpressionFaultException("A number of the template is larger than 7.9e28, which is the limit.");
            }
        }
    }
}
