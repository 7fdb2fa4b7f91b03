using Trasa.Feel.Nodes;
using Trasa.Feel.Values;

namespace Trasa.Feel.Syntax;

/// <summary>
/// Reads what nearly all cells of tables hold: texts, numbers, one-sided comparisons with a number, a dash. The parser would give
/// the same nodes and take ten times as long, which a table of thousands of rows feels; whatever else stands in a cell is the parser's.
/// </summary>
internal ref struct PlainCell(string text)
{
    private int _at;

    /// <summary>Null when the parser has to read it.</summary>
    public static UnaryTestsNode? Tests(string text)
    {
        var cell = new PlainCell(text);
        cell.SkipSpace();
        if (cell.IsEnd) return null;
        if (cell.TakeIf('-')) return cell.IsAtEnd() ? new UnaryTestsNode(FeelSpan.Between(cell._at - 1, cell._at), [], false) : null;
        var tests = new List<UnaryTest>();
        do
        {
            cell.SkipSpace();
            if (cell.Test() is not { } node) return null;
            tests.Add(new UnaryTest(node, false));
            cell.SkipSpace();
        }
        while (cell.TakeIf(','));
        return cell.IsEnd ? new UnaryTestsNode(FeelSpan.Between(0, text.Length), [.. tests], false) : null;
    }

    /// <summary>A text or a number; null when the parser has to read it.</summary>
    public static LiteralNode? Literal(string text)
    {
        var cell = new PlainCell(text);
        cell.SkipSpace();
        return cell.Constant() is { } node && cell.IsAtEnd() ? node : null;
    }

    private readonly bool IsEnd => _at == text.Length;

    private readonly char Peek => _at < text.Length ? text[_at] : '\0';

    /// <summary>Whether nothing but space follows; the place stays where it is.</summary>
    private readonly bool IsAtEnd()
    {
        for (var i = _at; i < text.Length; i++)
            if (text[i] != ' ') return false;
        return true;
    }

    private void SkipSpace()
    {
        while (Peek == ' ') _at++;
    }

    private bool TakeIf(char sign)
    {
        if (Peek != sign) return false;
        _at++;
        return true;
    }

    private Node? Test()
    {
        var start = _at;
        if (Peek is not ('<' or '>')) return Constant();
        var isLess = text[_at++] == '<';
        var @operator = TakeIf('=') ? (isLess ? ComparisonOperator.LessOrEqual : ComparisonOperator.GreaterOrEqual) : isLess ? ComparisonOperator.Less : ComparisonOperator.Greater;
        SkipSpace();
        return char.IsAsciiDigit(Peek) && Constant() is { } end ? new OneSidedRangeNode(FeelSpan.Between(start, _at), @operator, end) : null;
    }

    private LiteralNode? Constant() => Peek == '"' ? Quoted() : char.IsAsciiDigit(Peek) ? Number() : null;

    private LiteralNode? Quoted()
    {
        var start = _at++;
        for (; _at < text.Length && text[_at] != '"'; _at++)
            if (text[_at] == '\\') return null;
        return TakeIf('"') ? new LiteralNode(FeelSpan.Between(start, _at), FeelValue.Of(text[(start + 1)..(_at - 1)])) : null;
    }

    /// <summary>Digits, perhaps with a fraction, and then a comma, space or the end: not the beginning of a range, a power or a name.</summary>
    private LiteralNode? Number()
    {
        var start = _at;
        SkipDigits();
        if (Peek == '.')
        {
            _at++;
            if (!char.IsAsciiDigit(Peek)) return null;
            SkipDigits();
        }
        if (!IsEnd && Peek is not (',' or ' ')) return null;
        return Parser.Number(text[start.._at]) is { } number ? new LiteralNode(FeelSpan.Between(start, _at), number) : null;
    }

    private void SkipDigits()
    {
        while (char.IsAsciiDigit(Peek)) _at++;
    }
}
