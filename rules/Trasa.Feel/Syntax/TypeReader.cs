using Trasa.Feel.Types;

namespace Trasa.Feel.Syntax;

/// <summary>Reads types: <c>list&lt;number&gt;</c>, <c>context&lt;a: string&gt;</c>, <c>function&lt;a, b&gt; -&gt; c</c>, names of a model.</summary>
internal abstract class TypeReader(string text, FeelScope scope, FeelOptions options) : NameReader(text, scope, options)
{
    /// <summary>The type, or null with the name that nobody knows.</summary>
    protected (FeelType? Type, string Name) ReadType() => Nested(() =>
    {
        var type = Current.Kind != TokenKind.Name ? throw Unexpected("a type") : Ahead(1).Is("<") ? ReadParametric() : null;
        if (type is not null) return (type, type.Name);
        return ReadNamed();
    });

    private (FeelType?, string) ReadNamed()
    {
        var (name, tokens) = Scope.TypeTrie.Longest(Tokens, Position);
        if (tokens == 0)
        {
            name = Take().Text;
            while (Current.Is(".") && Ahead(1).Kind == TokenKind.Name) name += Take().Text + Take().Text;
            return (null, name);
        }
        Position += tokens;
        return (Scope.Types.TryGetValue(name, out var own) ? own : FeelType.BuiltIn.GetValueOrDefault(name), name);
    }

    private FeelType? ReadParametric()
    {
        switch (Current.Text)
        {
            case "list":
                return ReadArgument() is { } item ? new ListType(item) : null;
            case "range":
                return ReadArgument() is { } end ? new RangeType(end) : null;
            case "context":
                return ReadContext();
            case "function":
                return ReadFunction();
            default:
                return null;
        }
    }

    private FeelType ReadArgument()
    {
        Position += 2;
        var (type, name) = ReadType();
        Expect(">");
        return type ?? throw UnknownType(name);
    }

    private ContextType ReadContext()
    {
        Position += 2;
        var fields = new List<KeyValuePair<string, FeelType>>();
        while (!Current.Is(">"))
        {
            var name = ReadNameUntil(":");
            Expect(":");
            var (type, typeName) = ReadType();
            fields.Add(KeyValuePair.Create(name, type ?? throw UnknownType(typeName)));
            if (!TakeIf(",")) break;
        }
        Expect(">");
        return new ContextType(fields);
    }

    private FunctionType ReadFunction()
    {
        Position += 2;
        var parameters = new List<FeelType>();
        while (!Current.Is(">"))
        {
            var (type, name) = ReadType();
            parameters.Add(type ?? throw UnknownType(name));
            if (!TakeIf(",")) break;
        }
        Expect(">");
        Expect("->");
        var (result, resultName) = ReadType();
        return new FunctionType(parameters, result ?? throw UnknownType(resultName));
    }

    private FeelSyntaxException UnknownType(string name) => new(FeelCode.UnknownType, Current.Span, $"There is no type {name}.", name);
}
