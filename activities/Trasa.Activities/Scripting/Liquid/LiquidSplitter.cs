using System.Text.RegularExpressions;
using Trasa.Engine.Expressions;

namespace Trasa.Activities.Scripting.Liquid;

/// <summary>
/// Cuts a template into texts, outputs and tags, passing each character once. A dash at an edge takes the white space beside it;
/// what stands in <c>{% raw %}</c> is text, and each line of <c>{% liquid %}</c> is a tag.
/// </summary>
internal sealed partial class LiquidSplitter(string text)
{
    private readonly List<LiquidPiece> _pieces = [];
    private int _at;
    private bool _trims;

    public static List<LiquidPiece> Split(string text)
    {
        var splitter = new LiquidSplitter(text);
        while (splitter.Next());
        return splitter._pieces;
    }

    /// <summary>The text up to the next opening, and what opens there.</summary>
    private bool Next()
    {
        var open = Opening(_at);
        if (open < 0)
        {
            Add(text[_at..], isTrimmed: false);
            return false;
        }

        var isOutput = text[open + 1] == '{';
        var close = text.IndexOf(isOutput ? "}}" : "%}", open + 2, StringComparison.Ordinal);
        if (close < 0) throw Unended(open);
        var inner = text[(open + 2)..close];
        Add(text[_at..open], isTrimmed: inner.StartsWith('-'));
        (_at, _trims) = (close + 2, inner.EndsWith('-'));
        inner = inner.Trim('-').Trim();
        if (isOutput) _pieces.Add(new(LiquidPieceKind.Output, "", inner));
        else Tag(inner, open);
        return true;
    }

    private void Tag(string inner, int open)
    {
        var tag = Named(inner);
        if (tag.Name == "raw") Raw(open);
        else if (tag.Name != "liquid") _pieces.Add(tag);
        else foreach (var line in tag.Text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)) _pieces.Add(Named(line));
    }

    private static LiquidPiece Named(string inner)
    {
        if (inner.StartsWith('#')) return new(LiquidPieceKind.Tag, "#", "");
        var length = 0;
        while (length < inner.Length && (char.IsLetterOrDigit(inner[length]) || inner[length] == '_')) length++;
        return new(LiquidPieceKind.Tag, inner[..length], inner[length..]);
    }

    private void Raw(int open)
    {
        var end = EndOfRaw().Match(text, _at);
        if (!end.Success) throw Unended(open);
        Add(text[_at..end.Index], isTrimmed: end.Value.StartsWith("{%-", StringComparison.Ordinal));
        (_at, _trims) = (end.Index + end.Length, end.Value.EndsWith("-%}", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\{%-?\s*endraw\s*-?%\}", RegexOptions.None, 1000)]
    private static partial Regex EndOfRaw();

    private void Add(string plain, bool isTrimmed)
    {
        if (_trims) plain = plain.TrimStart();
        if (isTrimmed) plain = plain.TrimEnd();
        if (plain.Length > 0) _pieces.Add(new(LiquidPieceKind.Text, "", plain));
    }

    private int Opening(int from)
    {
        var open = text.IndexOf('{', from);
        while (open >= 0 && (open + 1 >= text.Length || text[open + 1] is not ('{' or '%'))) open = text.IndexOf('{', open + 1);
        return open;
    }

    private ExpressionSyntaxException Unended(int open) => LiquidParser.Problem($"'{text[open..Math.Min(text.Length, open + 20)]}' has no end");
}

internal enum LiquidPieceKind
{
    Text,
    Output,
    Tag,
}

/// <param name="Kind">What it is.</param>
/// <param name="Name">The name of a tag.</param>
/// <param name="Text">The text, or what stands in the braces behind the name.</param>
internal readonly record struct LiquidPiece(LiquidPieceKind Kind, string Name, string Text);
