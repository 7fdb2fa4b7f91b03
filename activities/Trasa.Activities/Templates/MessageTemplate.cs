using System.Text;
using System.Text.RegularExpressions;
using Trasa.Feel;

namespace Trasa.Activities.Templates;

/// <summary>
/// A text with FEEL between double braces: <c>Dear {{ contact.name }}</c>. The file starts with a head that holds the
/// subject:
/// <code>
/// ---
/// subject: Your request {{ case.number }}
/// ---
/// Dear {{ contact.name }}, ...
/// </code>
/// Parsed once, rendered often; thread-safe.
/// </summary>
public sealed partial class MessageTemplate
{
    private readonly Piece[] _subject;
    private readonly Piece[] _body;

    private MessageTemplate(Piece[] subject, Piece[] body) => (_subject, _body) = (subject, body);

    /// <summary>Reads the text of a template file; problems name the line.</summary>
    public static MessageTemplate? Parse(string text, out IReadOnlyList<TemplateProblem> problems)
    {
        var found = new List<TemplateProblem>();
        problems = found;
        var match = Head().Match(text.ReplaceLineEndings("\n"));
        if (!match.Success)
        {
            found.Add(new(1, "A template starts with a head of three lines: ---, subject: ..., ---"));
            return null;
        }

        var subject = Pieces(match.Groups["subject"].Value.Trim(), 2, found);
        var body = Pieces(match.Groups["body"].Value.TrimEnd('\n'), 4, found);
        return found.Count == 0 ? new(subject, body) : null;
    }

    /// <summary>Fills in the values. What an expression cannot compute is left empty and reported.</summary>
    public RenderedTemplate Render(IReadOnlyDictionary<string, object?> values)
    {
        var gaps = new List<string>();
        return new(Fill(_subject, values, gaps).ReplaceLineEndings(" "), Fill(_body, values, gaps), gaps);
    }

    private static string Fill(Piece[] pieces, IReadOnlyDictionary<string, object?> values, List<string> gaps)
    {
        var text = new StringBuilder();
        foreach (var piece in pieces)
        {
            if (piece.Expression is not { } expression)
            {
                text.Append(piece.Text);
                continue;
            }

            var result = expression.Evaluate(values);
            if (result.Value is null) gaps.AddRange(result.Diagnostics.Select(diagnostic => $"{{{{ {piece.Text} }}}}: {diagnostic}"));
            text.Append(TemplateText.Of(result.Value));
        }

        return text.ToString();
    }

    private static Piece[] Pieces(string text, int firstLine, List<TemplateProblem> problems)
    {
        var pieces = new List<Piece>();
        var at = 0;
        foreach (Match match in Placeholder().Matches(text))
        {
            pieces.Add(new(text[at..match.Index], null));
            at = match.Index + match.Length;
            var source = match.Groups["feel"].Value;
            var expression = FeelExpression.Compile(source);
            if (expression.Problems is [var problem, ..])
                problems.Add(new(firstLine + text.AsSpan(0, match.Index).Count('\n'), $"{{{{ {source} }}}}: {problem}"));
            pieces.Add(new(source, expression));
        }

        if (text.IndexOf("{{", at, StringComparison.Ordinal) is >= 0 and var open)
            problems.Add(new(firstLine + text.AsSpan(0, open).Count('\n'), "{{ is not closed with }}"));
        pieces.Add(new(text[at..], null));
        return [.. pieces];
    }

    [GeneratedRegex(@"\A---\nsubject:(?<subject>[^\n]*)\n---\n(?<body>.*)\z", RegexOptions.Singleline)]
    private static partial Regex Head();

    [GeneratedRegex(@"\{\{\s*(?<feel>.+?)\s*\}\}", RegexOptions.Singleline)]
    private static partial Regex Placeholder();

    private readonly record struct Piece(string Text, FeelExpression? Expression);
}

/// <param name="Subject">On one line.</param>
/// <param name="Body">Plain text.</param>
/// <param name="Gaps">Expressions that gave nothing, and why.</param>
public sealed record RenderedTemplate(string Subject, string Body, IReadOnlyList<string> Gaps);

/// <param name="Line">From 1.</param>
/// <param name="Message">What is wrong.</param>
public sealed record TemplateProblem(int Line, string Message);
