using System.Globalization;
using System.Text.RegularExpressions;
using Trasa.Engine.Expressions;

namespace Trasa.Activities.Scripting.Liquid;

/// <summary>Parses templates. Blocks may be nested 100 deep.</summary>
internal sealed partial class LiquidParser
{
    private const int MaxDepth = 100;

    private readonly List<(char Kind, string Text)> _pieces;
    private int _at;
    private int _depth;

    private LiquidParser(string text)
    {
        _pieces = Split(text);
    }

    /// <exception cref="ExpressionSyntaxException">A tag is unknown, open or misplaced.</exception>
    public static IReadOnlyList<LiquidPart> Parse(string text)
    {
        var parser = new LiquidParser(text);
        var parts = parser.Block(out var end);
        return end is null ? parts : throw Problem($"{{% {end} %}} closes nothing");
    }

    [GeneratedRegex(@"""[^""]*""|'[^']*'|==|!=|<=|>=|[<>|:,=]|-?\d+(?:\.\d+)?(?![\w.])|[^\s<>|:,=!]+", RegexOptions.None, 1000)]
    private static partial Regex Words();

    /// <summary>Texts (t), outputs (o) and tags (%); a dash at an edge takes the white space beside it.</summary>
    private static List<(char Kind, string Text)> Split(string text)
    {
        var pieces = new List<(char, string)>();
        var (at, trims) = (0, false);
        while (at < text.Length)
        {
            var open = text.IndexOf('{', at);
            while (open >= 0 && (open + 1 >= text.Length || text[open + 1] is not ('{' or '%'))) open = text.IndexOf('{', open + 1);
            var plain = open < 0 ? text[at..] : text[at..open];
            if (trims) plain = plain.TrimStart();
            if (open < 0)
            {
                pieces.Add(('t', plain));
                break;
            }

            var isOutput = text[open + 1] == '{';
            var close = text.IndexOf(isOutput ? "}}" : "%}", open + 2, StringComparison.Ordinal);
            if (close < 0) throw Problem($"'{text[open..Math.Min(text.Length, open + 20)]}' has no end");
            var inner = text[(open + 2)..close];
            pieces.Add(('t', inner.StartsWith('-') ? plain.TrimEnd() : plain));
            trims = inner.EndsWith('-');
            pieces.Add((isOutput ? 'o' : '%', inner.Trim('-').Trim()));
            at = close + 2;
        }

        return pieces;
    }

    /// <summary>Parts up to the end or to a tag that ends or divides a block.</summary>
    private List<LiquidPart> Block(out string? end)
    {
        if (++_depth > MaxDepth) throw Problem($"blocks are nested deeper than {MaxDepth}");
        var parts = new List<LiquidPart>();
        for (end = null; _at < _pieces.Count && end is null;)
        {
            var (kind, text) = _pieces[_at++];
            if (kind == 't') parts.Add(new TextPart(text));
            else if (kind == 'o') parts.Add(new OutputPart(new Reader(text).Whole()));
            else if (text.StartsWith("else", StringComparison.Ordinal) || text.StartsWith("elsif", StringComparison.Ordinal) || text.StartsWith("end", StringComparison.Ordinal)) end = text;
            else parts.AddRange(Tag(text));
        }

        _depth--;
        return parts;
    }

    private IEnumerable<LiquidPart> Tag(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        var (name, rest) = space < 0 ? (text, "") : (text[..space], text[space..]);
        switch (name)
        {
            case "assign":
                var reader = new Reader(rest);
                return [new AssignPart(reader.Name("="), reader.Whole())];
            case "if" or "unless":
                return [If(new Reader(rest).Condition(name == "unless"), "end" + name)];
            case "for":
                return [For(new Reader(rest))];
            case "comment":
                while (_at < _pieces.Count && _pieces[_at++] is not ('%', "endcomment"));
                return [];
            default:
                throw Problem($"the tag '{name}' is not known here; known are assign, if, unless, for, comment");
        }
    }

    private IfPart If(LiquidCondition condition, string closing)
    {
        var branches = new List<(LiquidCondition?, IReadOnlyList<LiquidPart>)>();
        LiquidCondition? next = condition;
        while (true)
        {
            branches.Add((next, Block(out var end)));
            if (end == closing) return new(branches);
            next = end switch
            {
                "else" => null,
                not null when end.StartsWith("elsif ", StringComparison.Ordinal) => new Reader(end[6..]).Condition(false),
                _ => throw Problem($"{{% {closing} %}} is missing"),
            };
        }
    }

    private ForPart For(Reader reader)
    {
        var name = reader.Name("in");
        var list = reader.Whole();
        var body = Block(out var end);
        return end == "endfor" ? new(name, list, body) : throw Problem("{% endfor %} is missing");
    }

    private static ExpressionSyntaxException Problem(string what) => new($"Liquid: {what}.");

    /// <summary>Reads the words of one tag.</summary>
    private sealed class Reader(string text)
    {
        private readonly string[] _words = [.. Words().Matches(text).Select(match => match.Value)];
        private int _at;

        private string? Current => _at < _words.Length ? _words[_at] : null;

        public string Name(string followedBy)
        {
            var name = Take();
            if (Take() != followedBy) throw Problem($"'{followedBy}' is expected in '{text.Trim()}'");
            return name;
        }

        public LiquidValue Whole()
        {
            var value = Value();
            return Current is null ? value : throw Problem($"'{Current}' does not belong into '{text.Trim()}'");
        }

        public LiquidCondition Condition(bool isNegated)
        {
            var left = Value();
            string? sign = null;
            LiquidValue? right = null;
            if (Current is "==" or "!=" or "<" or ">" or "<=" or ">=" or "contains")
            {
                sign = Take();
                right = Value();
            }

            var join = Current is "and" or "or" ? Take() : null;
            return new(left, sign, right, join, join is null ? null : Condition(false), isNegated);
        }

        private LiquidValue Value()
        {
            var bare = Bare(Take());
            var filters = new List<LiquidFilter>();
            while (Current == "|")
            {
                Take();
                var name = Take();
                if (!LiquidFilters.IsKnown(name)) throw Problem($"the filter '{name}' is not known here");
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
            "true" => new(true, null, []),
            "false" => new(false, null, []),
            "nil" or "null" => new(null, null, []),
            "blank" or "empty" => new("", null, []),
            _ when decimal.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => new(number, null, []),
            _ => new(null, word.Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } path ? path : throw Problem($"'{word}' is no value"), []),
        };

        private string Take() => _at < _words.Length ? _words[_at++] : throw Problem($"something is missing in '{text.Trim()}'");
    }
}
