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

    [GeneratedRegex(@"\{%-?\s*raw\s*-?%\}(.*?)\{%-?\s*endraw\s*-?%\}", RegexOptions.Singleline, 1000)]
    private static partial Regex Raw();

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

            if (Raw().Match(text, open) is { Success: true } raw && raw.Index == open)
            {
                pieces.Add(('t', plain + raw.Groups[1].Value));
                (at, trims) = (open + raw.Length, false);
                continue;
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
            else if (kind == 'o') parts.Add(new OutputPart(new LiquidReader(text).Whole()));
            else if (text.StartsWith("else", StringComparison.Ordinal) || text.StartsWith("elsif", StringComparison.Ordinal) || text.StartsWith("when", StringComparison.Ordinal) || text.StartsWith("end", StringComparison.Ordinal)) end = text;
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
                var reader = new LiquidReader(rest);
                return [new AssignPart(reader.Name("="), reader.Whole())];
            case "if" or "unless":
                return [If(new LiquidReader(rest).Condition(name == "unless"), "end" + name)];
            case "for":
                return [For(new LiquidReader(rest))];
            case "case":
                return [Case(new LiquidReader(rest).Whole())];
            case "capture":
                return [Capture(rest.Trim())];
            case "echo":
                return [new OutputPart(new LiquidReader(rest).Whole())];
            case "increment" or "decrement":
                return [new CountPart(rest.Trim(), name == "increment" ? 1 : -1)];
            case "cycle":
                return [new CyclePart(new LiquidReader(rest).List())];
            case "break" or "continue":
                return [new LeavePart(name == "break" ? LiquidLeaving.Loop : LiquidLeaving.Turn)];
            case "#" or "":
                return [];
            case "comment":
                while (_at < _pieces.Count && _pieces[_at++] is not ('%', "endcomment"));
                return [];
            default:
                throw Problem($"the tag '{name}' is not known here; known are assign, capture, case, comment, cycle, decrement, echo, for, if, increment, raw, unless");
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
                not null when end.StartsWith("elsif ", StringComparison.Ordinal) => new LiquidReader(end[6..]).Condition(false),
                _ => throw Problem($"{{% {closing} %}} is missing"),
            };
        }
    }

    private ForPart For(LiquidReader reader)
    {
        var loop = reader.Loop();
        var body = Block(out var end);
        var otherwise = end == "else" ? Block(out end) : [];
        return end == "endfor" ? new(loop, body, otherwise) : throw Problem("{% endfor %} is missing");
    }

    private IfPart Case(LiquidValue value)
    {
        var branches = new List<(LiquidCondition?, IReadOnlyList<LiquidPart>)>();
        Block(out var end);
        while (end != "endcase")
        {
            LiquidCondition? condition = end switch
            {
                "else" => null,
                not null when end.StartsWith("when ", StringComparison.Ordinal) => new LiquidReader(end[5..]).AnyOf(value),
                _ => throw Problem("{% endcase %} is missing"),
            };
            branches.Add((condition, Block(out end)));
        }

        return new(branches);
    }

    private CapturePart Capture(string name)
    {
        var body = Block(out var end);
        if (name.Length == 0) throw Problem("{% capture %} needs a name");
        return end == "endcapture" ? new(name, body) : throw Problem("{% endcapture %} is missing");
    }

    internal static ExpressionSyntaxException Problem(string what) => new($"Liquid: {what}.");
}
