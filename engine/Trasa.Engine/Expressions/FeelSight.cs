using Trasa.Engine.Values;
using Trasa.Feel;
using Trasa.Feel.Types;
using Trasa.Model.Validation;

namespace Trasa.Engine.Expressions;

/// <summary>The names that expressions see, as FEEL reads them.</summary>
internal sealed class FeelSight(ExpressionSight sight)
{
    public FeelScope Scope { get; } = new(sight.Types.Keys.Append("Instance"));

    public IReadOnlyDictionary<string, FeelType> Types { get; } = sight.Types.ToDictionary(name => name.Key, name => Type(name.Value), StringComparer.Ordinal);

    private static FeelType Type(string? alias) => alias is null ? FeelType.Any : TypeAlias.Of(alias, isArray: false) switch
    {
        TypeAlias.Kind.Text => FeelType.String,
        TypeAlias.Kind.Number or TypeAlias.Kind.Whole => FeelType.Number,
        TypeAlias.Kind.Boolean => FeelType.Boolean,
        _ => FeelType.Any,
    };
}
