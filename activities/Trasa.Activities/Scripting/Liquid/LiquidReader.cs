using System.Globalization;
using System.Text.RegularExpressions;

namespace Trasa.Activities.Scripting.Liquid;

/// <summary>Reads the words of one tag.</summary>
internal sealed partial class LiquidReader(string text)
{
    private readonly string[] _words = [.. Words().Matches(text).Select(match => match.Value)];
    private int _at;

    private string? Current => _at < _words.Length ? _words[_at] : null;

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
    public IReadOnlyList<LiquidValue> List()
    {
        var values = new List<LiquidValue> { Value() };
        if (Current == ":") (_at, values) = (_at + 1, [Value()]);
        while (Current == ",")
        {
            Take();
            values.Add(Value());
        }

        End();
        return values;
    }

    /// <summary><c>item in list reversed limit:2 offset:1</c>, the body left out.</summary>
    public LiquidLoop Loop()
    {
        var loop = new LiquidLoop(Name("in"), Value());
        while (Current is not null)
        {
            var option = Take();
            if (option == "reversed") loop = loop with { IsReversed = true };
            else if (option is "limit" or "offset" && Take() == ":") loop = option == "limit" ? loop with { Limit = Bare(Take()) } : loop with { Offset = Bare(Take()) };
            else throw LiquidParser.Problem($"'{option}' does not belong into '{text.Trim()}'");
        }

        return loop;
    }

    /// <summary>Whether the value is one of those after <c>when</c>.</summary>
    public LiquidCondition AnyOf(LiquidValue value)
    {
        var right = Value();
        var join = Current is "," or "or" ? Take() : null;
        return new(value, "==", right, join is null ? null : "or", join is null ? null : AnyOf(value), IsNegated: false);
    }

    public LiquidCondition Condition(bool isNegated)
    {
        var left = Value();
        string? sign = null;
        LiquidValue? right = null;
        if (Current is "==" or "!=" or "<>" or "<" or ">" or "<=" or ">=" or "contains")
        {
            sign = Take();
            right = Value();
        }

        var join = Current is "and" or "or" ? Take() : null;
        return new(left, sign == "<>" ? "!=" : sign, right, join, join is null ? null : Condition(false), isNegated);
    }

    [GeneratedRegex(@"""[^""]*""|'[^']*'|\([^()\s]+\.\.[^()\s]+\)|==|!=|<>|<=|>=|[<>|:,=]|-?\d+(?:\.\d+)?(?![\w.])|[^\s<>|:,=!]+", RegexOptions.None, 1000)]
    private static partial Regex Words();

    [GeneratedRegex(@"\[(?:""([^""]*)""|'([^']*)'|(-?\d+)|([^\]]+))\]|([^.\[\]]+)", RegexOptions.None, 1000)]
    private static partial Regex Steps();

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
            if (!LiquidFilters.IsKnown(name)) throw LiquidParser.Problem($"the filter '{name}' is not known here");
            filters.Add(new(name, Arguments()));
        }

        return bare with { Filters = filters };
    }

    private List<LiquidValue> Arguments()
    {
        var arguments = new List<LiquidValue>();
        if (Current != ":") return arguments;
        do
        {
            Take();
            arguments.Add(Bare(Take()));
        }
        while (Current == ",");
        return arguments;
    }

    private static LiquidValue Bare(string word) => word switch
    {
        ['"' or '\'', .. var inner, '"' or '\''] => new(inner, null, []),
        ['(', .. var range, ')'] when range.IndexOf("..", StringComparison.Ordinal) is > 0 and var dots => new(null, null, []) { Range = (Bare(range[..dots]), Bare(range[(dots + 2)..])) },
        "true" => new(true, null, []),
        "false" => new(false, null, []),
        "nil" or "null" => new(null, null, []),
        "blank" or "empty" => new("", null, []),
        _ when decimal.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => new(number, null, []),
        _ => new(null, Path(word), []),
    };

    /// <summary><c>Order.lines[0]["unit price"][field]</c>; a step that is a name of its own is looked up.</summary>
    private static List<LiquidStep> Path(string word)
    {
        var steps = Steps().Matches(word).Select(match => match switch
        {
            { Groups: [_, { Success: true } quoted, ..] } => new LiquidStep(quoted.Value),
            { Groups: [_, _, { Success: true } quoted, ..] } => new(quoted.Value),
            { Groups: [_, _, _, { Success: true } index, ..] } => new(index.Value),
            { Groups: [_, _, _, _, { Success: true } name, ..] } => new(name.Value, Path(name.Value)),
            _ => new(match.Value),
        }).ToList();
        return steps.Count > 0 ? steps : throw LiquidParser.Problem($"'{word}' is no value");
    }

    private string Take() => _at < _words.Length ? _words[_at++] : throw LiquidParser.Problem($"something is missing in '{text.Trim()}'");
}
