using Trasa.Feel.Checking;
using Trasa.Feel.Syntax;
using Trasa.Feel.Types;

namespace Trasa.Feel;

/// <summary>
/// What the text of an expression and the types of its variables show before it is evaluated: kinds that never go together,
/// and names that mean something else than they seem to. What depends on values is not judged.
/// </summary>
/// <param name="Result">The type of the result, as far as that shows.</param>
/// <param name="Problems">Parts that are null whatever the values are.</param>
/// <param name="Free">Names that can only mean variables or functions; a name in a filter may be a member of the items.</param>
/// <param name="Shadowed">Variables whose name an earlier entry of a context hides from a later entry, and where.</param>
public sealed record FeelInspection(FeelType Result, IReadOnlyList<FeelDiagnostic> Problems, IReadOnlySet<string> Free, IReadOnlyList<(string Name, FeelSpan Span)> Shadowed)
{
    /// <param name="text">The expression.</param>
    /// <param name="scope">The names in sight, as it will be compiled with.</param>
    /// <param name="variables">The types of the variables in sight; <see cref="FeelType.Any"/> for those that may hold anything.</param>
    /// <param name="options">As it will be compiled.</param>
    /// <returns>Nothing found when the text does not read: compiling says why.</returns>
    public static FeelInspection Of(string text, FeelScope scope, IReadOnlyDictionary<string, FeelType> variables, FeelOptions? options = null)
    {
        var check = new KindCheck(variables);
        try
        {
            var result = Parser.ReadExpression(text, scope, options ?? FeelOptions.Default).Node.Check(check);
            return new(result, check.Problems, check.Free, [.. check.Shadowed.DistinctBy(shadowed => shadowed.Name)]);
        }
        catch (FeelSyntaxException)
        {
            return new(FeelType.Any, [], new HashSet<string>(), []);
        }
    }
}
