using Trasa.Engine.Expressions;

namespace Trasa.Activities.Scripting.Liquid;

/// <summary>Parses templates. Blocks may be nested 100 deep.</summary>
internal sealed class LiquidParser
{
    private const int MaxDepth = 100;
    private const int MaxLength = 1_000_000;

    private readonly List<LiquidPiece> _pieces;
    private readonly LiquidSeen _seen = new();
    private int _at;
    private int _depth;

    private LiquidParser(string text) => _pieces = LiquidSplitter.Split(text);

    /// <exception cref="ExpressionSyntaxException">A tag is unknown, open or misplaced, or the template is too long.</exception>
    public static (IReadOnlyList<LiquidPart> Parts, LiquidSeen Seen) Parse(string text)
    {
        if (text.Length > MaxLength) throw Problem($"the template has {text.Length} characters; the limit is {MaxLength}");
        var parser = new LiquidParser(text);
        var parts = parser.Block(out var end);
        return end is null ? (parts, parser._seen) : throw Problem($"{{% {end.Value.Name} %}} closes nothing");
    }

    /// <summary>Parts up to the end or to a tag that ends or divides a block.</summary>
    private List<LiquidPart> Block(out LiquidPiece? end)
    {
        if (++_depth > MaxDepth) throw Problem($"blocks are nested deeper than {MaxDepth}");
        var parts = new List<LiquidPart>();
        for (end = null; _at < _pieces.Count && end is null;)
        {
            var piece = _pieces[_at++];
            if (piece.Kind == LiquidPieceKind.Text) parts.Add(new TextPart(piece.Text));
            else if (piece.Kind == LiquidPieceKind.Output) parts.Add(new OutputPart(Reader(piece).Whole()));
            else if (piece.Name is "else" or "elsif" or "when" || piece.Name.StartsWith("end", StringComparison.Ordinal)) end = piece;
            else if (Tag(piece) is { } part) parts.Add(part);
        }

        _depth--;
        return parts;
    }

    private LiquidPart? Tag(LiquidPiece tag)
    {
        switch (tag.Name)
        {
            case "assign":
                var reader = Reader(tag);
                return new AssignPart(reader.Name("="), reader.Whole());
            case "if" or "unless":
                return If(Reader(tag).Condition(tag.Name == "unless"), "end" + tag.Name);
            case "for":
                return For(Reader(tag).Loop());
            case "tablerow":
                return TableRow(Reader(tag).Loop());
            case "case":
                return Case(Reader(tag).Whole());
            case "capture":
                return Capture(tag.Text.Trim().Trim('"', '\''));
            case "echo":
                return new OutputPart(Reader(tag).Whole());
            case "increment" or "decrement":
                return new CountPart(tag.Text.Trim(), tag.Name == "increment" ? 1 : -1);
            case "cycle":
                return new CyclePart(Reader(tag).Cycle());
            case "break" or "continue":
                return new LeavePart(tag.Name == "break" ? LiquidLeaving.Loop : LiquidLeaving.Turn);
            case "comment":
                Comment();
                return null;
            case "include" or "render" or "layout" or "section":
                throw Problem($"the tag '{tag.Name}' reads another template, and a workflow has no folder of them; write its text here, or keep it in a variable");
            case "#" or "" when tag.Name == "#" || string.IsNullOrWhiteSpace(tag.Text):
                return null;
            default:
                throw Problem($"the tag '{tag.Name}' is not known here; known are assign, capture, case, comment, cycle, decrement, echo, for, if, increment, liquid, raw, tablerow, unless");
        }
    }

    private LiquidReader Reader(LiquidPiece piece) => new(piece.Text, _seen);

    /// <summary>Comments may stand in comments.</summary>
    private void Comment()
    {
        for (var open = 1; open > 0 && _at < _pieces.Count; _at++)
        {
            if (_pieces[_at].Kind != LiquidPieceKind.Tag) continue;
            if (_pieces[_at].Name == "comment") open++;
            if (_pieces[_at].Name == "endcomment") open--;
        }
    }

    private IfPart If(LiquidCondition condition, string closing)
    {
        var branches = new List<(LiquidCondition?, IReadOnlyList<LiquidPart>)>();
        LiquidCondition? next = condition;
        while (true)
        {
            branches.Add((next, Block(out var end)));
            if (end?.Name == closing) return new(branches);
            next = end switch
            {
                { Name: "else" } => null,
                { Name: "elsif" } other => Reader(other).Condition(false),
                _ => throw Missing(closing),
            };
        }
    }

    private ForPart For(LiquidLoop loop)
    {
        var body = Block(out var end);
        var otherwise = end?.Name == "else" ? Block(out end) : [];
        return end?.Name == "endfor" ? new(loop, body, otherwise) : throw Missing("endfor");
    }

    private TableRowPart TableRow(LiquidLoop loop)
    {
        var body = Block(out var end);
        return end?.Name == "endtablerow" ? new(loop, body) : throw Missing("endtablerow");
    }

    /// <summary>What stands before the first <c>when</c> is never written.</summary>
    private IfPart Case(LiquidValue value)
    {
        var branches = new List<(LiquidCondition?, IReadOnlyList<LiquidPart>)>();
        Block(out var end);
        while (end?.Name != "endcase")
        {
            LiquidCondition? condition = end switch
            {
                { Name: "else" } => null,
                { Name: "when" } choice => Reader(choice).AnyOf(value),
                _ => throw Missing("endcase"),
            };
            branches.Add((condition, Block(out end)));
        }

        return new(branches);
    }

    private CapturePart Capture(string name)
    {
        var body = Block(out var end);
        if (name.Length == 0) throw Problem("{% capture %} needs a name");
        return end?.Name == "endcapture" ? new(name, body) : throw Missing("endcapture");
    }

    private static ExpressionSyntaxException Missing(string closing) => Problem($"{{% {closing} %}} is missing");

    internal static ExpressionSyntaxException Problem(string what) => new($"Liquid: {what}.");
}
