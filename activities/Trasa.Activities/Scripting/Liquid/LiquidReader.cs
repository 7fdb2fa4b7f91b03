using System.Globalization;

namespace Trasa.Activities.Scripting.Liquid;

/// <summary>Reads the words of one tag.</summary>
internal sealed class LiquidReader(string text, LiquidSeen seen)
{
    private const int MaxDepth = 10;

    private readonly List<string> _words = LiquidWords.Of(text);
    private int _at;

    private string? Current => _at < _words.Count ? _words[_at] : null;

    public string Name(string followedBy)
    {
        var name = Take();
        if (Take() != followedBy) throw LiquidParser.Problem($"'{followedBy}' is expected in '{text.Trim()}'");
        return name;
    }

    public LiquidValue Whole()
    {
        var value = Value();
        End();
        return value;
    }

    /// <summary>Values with commas between them; a name for the group may stand before.</summary>
    public LiquidCycle Cycle()
    {
        LiquidValue? group = null;
        var values = new List<LiquidValue> { Value() };
        if (Current == ":") (_at, group, values) = (_at + 1, values[0], []);
        if (group is not null) values.Add(Value());
        while (Current == ",")
        {
            Take();
            values.Add(Value());
        }

        End();
        return new(values, group, string.Join(' ', _words));
    }

    /// <summary><c>item in list reversed limit:2 offset:1</c>, the body left out.</summary>
    public LiquidLoop Loop()
    {
        var name = Name("in");
        var loop = new LiquidLoop(name, Value(), string.Join(' ', _words.Take(_at)));
        while (Current is not null)
        {
            var option = Take();
            if (option == ",") continue;
            if (option == "reversed")
            {
                loop = loop with { IsReversed = true };
                continue;
            }

            if (option is not ("limit" or "offset" or "cols") || Take() != ":") throw LiquidParser.Problem($"'{option}' does not belong into '{text.Trim()}'");
            var word = Take();
            loop = (option, word) switch
            {
                ("offset", "continue") => loop with { Continues = true },
                ("offset", _) => loop with { Offset = Bare(word) },
                ("limit", _) => loop with { Limit = Bare(word) },
                _ => loop with { Columns = Bare(word) },
            };
        }

        return loop;
    }

    /// <summary>Whether the value is one of those after <c>when</c>.</summary>
    public LiquidCondition AnyOf(LiquidValue value)
    {
        var terms = new List<LiquidTerm> { new(value, "==", Value(), "or") };
        while (Current is "," or "or")
        {
            Take();
            terms.Add(new(value, "==", Value(), "or"));
        }

        End();
        return new(terms, IsNegated: false);
    }

    public LiquidCondition Condition(bool isNegated)
    {
        var terms = new List<LiquidTerm>();
        do
        {
            var left = Value();
            var sign = Current is "==" or "!=" or "<>" or "<" or ">" or "<=" or ">=" or "contains" ? Take() : null;
            var right = sign is null ? null : Value();
            terms.Add(new(left, sign == "<>" ? "!=" : sign, right, Current is "and" or "or" ? Take() : null));
        }
        while (terms[^1].Join is not null);

        End();
        return new(terms, isNegated);
    }

    private void End()
    {
        if (Current is not null) throw LiquidParser.Problem($"'{Current}' does not belong into '{text.Trim()}'");
    }

    private LiquidValue Value()
    {
        var bare = Bare(Take());
        var filters = new List<LiquidFilter>();
        while (Current == "|")
        {
            Take();
            var name = Take();
            if (LiquidFilters.Find(name) is null) seen.UnknownFilters.Add(name);
            filters.Add(Filter(name));
        }

        return filters.Count == 0 ? bare : bare with { Filters = filters };
    }

    /// <summary>What stands behind the colon: values, and values with a name.</summary>
    private LiquidFilter Filter(string name)
    {
        var (values, named) = (new List<LiquidValue>(), new Dictionary<string, LiquidValue>(StringComparer.Ordinal));
        if (Current != ":") return new(name, values, named);
        do
        {
            Take();
            var word = Take();
            if (Current != ":")
            {
                values.Add(Bare(word));
                continue;
            }

            Take();
            named[word] = Bare(Take());
        }
        while (Current == ",");
        return new(name, values, named);
    }

    private LiquidValue Bare(string word) => word switch
    {
        ['"' or '\'', .. var inner, '"' or '\''] => Literal(inner),
        ['(', .. var range, ')'] when range.IndexOf("..", StringComparison.Ordinal) is > 0 and var dots => Literal(null) with { Range = (Bare(range[..dots].Trim()), Bare(range[(dots + 2)..].Trim())) },
        ['(', ..] => throw LiquidParser.Problem($"'{word}' is no range; write one such as (1..3)"),
        ['|' or ':' or ',' or '=' or '!' or '<' or '>', ..] => throw LiquidParser.Problem($"a value is expected and not '{word}' in '{text.Trim()}'"),
        "true" => Literal(true),
        "false" => Literal(false),
        "nil" or "null" => Literal(null),
        "blank" => Literal("") with { Nothing = LiquidNothing.Blank },
        "empty" => Literal("") with { Nothing = LiquidNothing.Empty },
        _ when decimal.TryParse(word, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) => Literal(number),
        _ => new(null, Seen(Path(word, 0)), []),
    };

    private static LiquidValue Literal(object? value) => new(value, null, []);

    private List<LiquidStep> Seen(List<LiquidStep> path)
    {
        if (path is [{ Name: "Variables", By: null }, { By: null } variable, ..]) seen.Variables.Add(variable.Name);
        return path;
    }

    /// <summary><c>Order.lines[0]["unit price"][field]</c>; a step that is a name of its own is looked up.</summary>
    private static List<LiquidStep> Path(string word, int depth)
    {
        if (depth > MaxDepth) throw LiquidParser.Problem($"brackets are nested deeper than {MaxDepth}");
        var steps = new List<LiquidStep>();
        for (var at = 0; at < word.Length;)
        {
            if (word[at] == '.')
            {
                at++;
                continue;
            }

            var length = word.AsSpan(at).IndexOfAny('.', '[');
            var end = length == 0 ? LiquidWords.EndOfBrackets(word, at) : length < 0 ? word.Length : at + length;
            steps.Add(word[at] == '[' ? Inside(word[(at + 1)..(end - 1)].Trim(), depth) : new(word[at..end]));
            at = end;
        }

        return steps.Count > 0 ? steps : throw LiquidParser.Problem($"'{word}' is no value");
    }

    private static LiquidStep Inside(string word, int depth) => word switch
    {
        ['"' or '\'', .. var quoted, '"' or '\''] => new(quoted),
        _ when int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) => new(word),
        _ => new(word, Path(word, depth + 1)),
    };

    private string Take() => _at < _words.Count ? _words[_at++] : throw LiquidParser.Problem($"something is missing in '{text.Trim()}'");
}

/// <summary>What the reading of a template came by that is worth a word before it is published.</summary>
internal sealed class LiquidSeen
{
    public SortedSet<string> UnknownFilters { get; } = new(StringComparer.Ordinal);

    /// <summary>The names behind <c>Variables.</c>.</summary>
    public SortedSet<string> Variables { get; } = new(StringComparer.Ordinal);
}
