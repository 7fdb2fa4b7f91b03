using Trasa.Decisions.Model;
using Trasa.Feel;
using Trasa.Feel.Types;

namespace Trasa.Decisions.Graph;

/// <summary>The types of a model, linked: definitions may mention each other in any order, and those of imported models by alias.</summary>
internal sealed class ModelTypes
{
    private readonly Dictionary<string, FeelType> _types = new(StringComparer.Ordinal);
    private readonly HashSet<string> _members = new(StringComparer.Ordinal);
    private readonly FeelOptions _options;

    public ModelTypes(Definitions definitions, IEnumerable<(string Alias, ModelTypes Types)> imports, FeelOptions options)
    {
        _options = options;
        foreach (var (alias, imported) in imports)
        {
            foreach (var (name, type) in imported._types) _types.TryAdd(alias.Length == 0 ? name : alias + "." + name, type);
            _members.UnionWith(imported._members);
        }
        foreach (var definition in definitions.ItemDefinitions) _types[definition.Name] = new NamedType(definition.Name);
        Circular = CircularTypes.In(definitions.ItemDefinitions);
        foreach (var definition in definitions.ItemDefinitions)
            if (!Circular.Contains(definition.Name)) Link((NamedType)_types[definition.Name], definition);
    }

    /// <summary>Types that are defined by themselves; they take any value.</summary>
    public IReadOnlySet<string> Circular { get; }

    public IReadOnlyDictionary<string, FeelType> ByName => _types;

    public IEnumerable<string> MemberNames => _members;

    /// <summary>The type of a reference; null when nothing is declared, or Any, or a name that nobody knows.</summary>
    public FeelType? Find(string? reference)
    {
        if (reference is null or "Any" or "") return null;
        return _types.GetValueOrDefault(reference) ?? FeelType.BuiltIn.GetValueOrDefault(reference);
    }

    private void Link(NamedType type, ItemDefinition definition)
    {
        var item = Inner(definition);
        if (!definition.IsCollection)
        {
            type.Base = item;
            type.Allows = Tests(definition.TypeConstraint ?? definition.AllowedValues);
            return;
        }
        type.Base = new ListType(definition.AllowedValues is null ? item : new NamedType(definition.Name) { Base = item, Allows = Tests(definition.AllowedValues) });
        type.Allows = Tests(definition.TypeConstraint);
    }

    private FeelType Inner(ItemDefinition definition)
    {
        if (definition.Function is { } function)
            return new FunctionType([.. function.Parameters.Select(parameter => Find(parameter.TypeRef) ?? FeelType.Any)], Find(function.OutputTypeRef) ?? FeelType.Any);
        if (definition.Components.Count == 0) return Find(definition.TypeRef) ?? FeelType.Any;
        return new ContextType([.. definition.Components.Select(Component)]);
    }

    private KeyValuePair<string, FeelType> Component(ItemDefinition definition)
    {
        _members.Add(definition.Name);
        var type = new NamedType(definition.Name);
        Link(type, definition);
        return KeyValuePair.Create(definition.Name, definition.AllowedValues is null && definition.TypeConstraint is null ? type.Base : type);
    }

    private Func<Feel.Values.FeelValue, bool>? Tests(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var tests = FeelUnaryTests.Compile(text, new FeelScope([], _members, _types), _options);
        return tests.IsValid ? value => tests.Test(value, new Dictionary<string, object?>()).IsTrue : null;
    }
}
