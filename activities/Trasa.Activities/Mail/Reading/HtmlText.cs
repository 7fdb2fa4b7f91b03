using System.Net;
using System.Text;

namespace Trasa.Activities.Mail.Reading;

/// <summary>
/// HTML to plain text for classification and quoting: one pass, no tree, no scripts, nothing that is hidden.
/// Quoted blocks come out with "> " so that they can be told from the new text.
/// </summary>
internal sealed class HtmlText
{
    private readonly StringBuilder _output = new();
    private readonly Stack<string> _hidden = new();
    private int _quote;
    private int _lineBreaks = 2;
    private bool _space;

    public static string Convert(string html)
    {
        var writer = new HtmlText();
        foreach (var piece in new HtmlPieces(html))
        {
            if (piece.Tag is null)
                writer.Text(piece.Text);
            else
                writer.Tag(piece);
        }
        return writer._output.ToString().Trim();
    }

    private void Tag(in HtmlPiece piece)
    {
        if (_hidden.Count > 0)
        {
            Hidden(piece);
            return;
        }
        if (!piece.Closes && !piece.IsVoid && (piece.Tag is "head" or "script" or "style" or "title" or "template" || piece.IsHidden))
        {
            _hidden.Push(piece.Tag!);
            return;
        }
        Visible(piece);
    }

    /// <summary>Same-named elements inside a hidden one are counted, so that the right end tag shows the text again.</summary>
    private void Hidden(in HtmlPiece piece)
    {
        if (piece.Tag == "body" && _hidden.Peek() == "head")
            _hidden.Clear();
        if (_hidden.Count == 0 || piece.Tag != _hidden.Peek() || piece.IsVoid)
            return;
        if (piece.Closes)
            _hidden.Pop();
        else if (_hidden.Count < 1000)
            _hidden.Push(piece.Tag);
    }

    private void Visible(in HtmlPiece piece)
    {
        switch (piece.Tag)
        {
            case "br":
                Break(_lineBreaks + 1);
                break;
            case "p" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "ul" or "ol" or "table" or "pre":
                Break(2);
                break;
            case "div" or "tr" or "section" or "article" or "header" or "footer" or "address" or "dt" or "dd" or "body":
                Break(1);
                break;
            case "li":
                Break(1);
                if (!piece.Closes)
                    Write("- ");
                break;
            case "hr":
                Break(1);
                Write("________________________________");
                Break(1);
                break;
            case "td" or "th":
                _space = true;
                break;
            case "blockquote":
                Break(1);
                _quote = Math.Clamp(_quote + (piece.Closes ? -1 : 1), 0, 50);
                break;
        }
    }

    private void Text(ReadOnlySpan<char> raw)
    {
        if (_hidden.Count > 0)
            return;
        var text = WebUtility.HtmlDecode(raw.ToString());
        foreach (var letter in text)
        {
            if (char.IsWhiteSpace(letter) || char.IsControl(letter))
                _space = true;
            else if (letter is not ('\u200B' or '\u200C' or '\u200D' or '\uFEFF' or '\u00AD'))
                Letter(letter);
        }
    }

    private void Letter(char letter)
    {
        StartLine();
        if (_space)
            _output.Append(' ');
        _space = false;
        _output.Append(letter);
    }

    private void Write(string text)
    {
        StartLine();
        _output.Append(text);
    }

    private void StartLine()
    {
        if (_lineBreaks == 0)
            return;
        _lineBreaks = 0;
        _space = false;
        for (var i = 0; i < _quote; i++)
            _output.Append("> ");
    }

    /// <summary>Makes sure that so many line breaks follow what was written, at most two.</summary>
    private void Break(int count)
    {
        for (; _lineBreaks < Math.Min(count, 2); _lineBreaks++)
            _output.Append('\n');
    }
}
