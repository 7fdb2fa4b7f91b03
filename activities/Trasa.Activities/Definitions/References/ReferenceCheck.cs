using Trasa.Engine.Values;
using Trasa.Feel;
using Trasa.Model.Activities;
using Trasa.Model.Validation;
using Trasa.Model.Workflows;

namespace Trasa.Activities.Definitions.References;

/// <summary>Holds the names that are written out in a definition against what is there. Names that are worked out at run time are not judged.</summary>
internal sealed class ReferenceCheck(IActivityCatalogue catalogue, IReadOnlyDictionary<string, IReferences> known) : IActivityCheck
{
    public IEnumerable<ActivityFinding> Check(ActivityNode activity) =>
        from input in catalogue.Find(activity.Type)?.Inputs ?? []
        where known.ContainsKey(input.Editor)
        from name in Names(activity.Input(input.Name)).Distinct()
        let problem = known[input.Editor].Check(input.Editor, name)
        where problem is not null
        select new ActivityFinding(input.Name, problem.Message, problem.IsError, ProblemCodes.UnknownReference);

    /// <summary>The texts that the input certainly is: a literal, a list, or FEEL without variables.</summary>
    private static IEnumerable<string> Names(ExpressionSource? source) => source switch
    {
        null => [],
        { Type: ExpressionSource.Literal } => Texts(JsonValues.Read(source.Value)),
        { Type: "Object" } => Texts(Parsed(source.Text)),
        { Type: ExpressionSource.Feel } => Texts(Constant(source.Text)),
        _ => [],
    };

    private static object? Parsed(string text)
    {
        try
        {
            return JsonValues.Parse(text);
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private static object? Constant(string text)
    {
        var expression = FeelExpression.Compile(text.TrimStart('=', ' '));
        return expression.IsValid && !expression.VariableNames.Any() ? ValueConversion.Canonical(expression.Evaluate(new Dictionary<string, object?>()).Value) : null;
    }

    private static IEnumerable<string> Texts(object? value) => value switch
    {
        string text when text.TrimStart().StartsWith('[') => ValueConversion.ToList(value).OfType<string>(),
        string text => text.Length > 0 ? [text] : [],
        IReadOnlyList<object?> list => list.OfType<string>().Where(text => text.Length > 0),
        _ => [],
    };
}
