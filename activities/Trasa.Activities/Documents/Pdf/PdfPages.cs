using System.Globalization;
using System.Text;

namespace Trasa.Activities.Documents.Pdf;

/// <summary>Sets text line by line on A4 pages and begins a new page when one is full. Measures in points from the lower left corner.</summary>
internal sealed class PdfPages(PdfFont regular, PdfFont bold)
{
    public const double Width = 595;
    public const double Height = 842;

    private const double Margin = 68;
    private const double Indent = 14;
    private const double FootSize = 8;

    private readonly List<StringBuilder> _pages = [];
    private double _y;

    /// <summary>The content of every page, with its foot.</summary>
    public IReadOnlyList<string> Finish(string title)
    {
        if (_pages.Count == 0) Begin();
        for (var index = 0; index < _pages.Count; index++)
        {
            var number = $"{index + 1} / {_pages.Count}";
            Show(_pages[index], regular, FootSize, Margin, Margin / 2, Fit(title, Width - (2 * Margin) - 60));
            Show(_pages[index], regular, FootSize, Width - Margin - regular.Measure(number, FootSize), Margin / 2, number);
        }

        return [.. _pages.Select(page => page.ToString())];
    }

    public void Add(DocumentBlock block)
    {
        switch (block.Kind)
        {
            case DocumentBlockKind.PageBreak:
                Begin();
                break;
            case DocumentBlockKind.Heading:
                Set(bold, 14, block.Text, 0);
                break;
            case DocumentBlockKind.Paragraph:
                Set(regular, 10.5, block.Text, 0);
                break;
            case DocumentBlockKind.Bullet:
                Set(regular, 10.5, block.Text, Indent, "•");
                break;
        }
    }

    private void Set(PdfFont font, double size, string text, double indent, string? mark = null)
    {
        var leading = size * 1.45;
        foreach (var line in text.Split('\n').SelectMany(line => Wrap(font, size, line, Width - (2 * Margin) - indent)))
        {
            if (_pages.Count == 0 || _y - leading < Margin) Begin();
            _y -= leading;
            if (mark is not null) Show(_pages[^1], font, size, Margin, _y, mark);
            mark = null;
            Show(_pages[^1], font, size, Margin + indent, _y, line);
        }

        _y -= indent > 0 ? leading * 0.2 : leading * 0.6;
    }

    private void Begin()
    {
        _pages.Add(new());
        _y = Height - Margin;
    }

    /// <summary>Breaks between words; a word that is wider than the line breaks where the line ends.</summary>
    private static IEnumerable<string> Wrap(PdfFont font, double size, string text, double width)
    {
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && font.Measure($"{line} {word}", size) > width)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
            while (line.Length > 1 && font.Measure(line, size) > width)
            {
                var part = Start(font, size, line, width);
                yield return part;
                line = line[part.Length..];
            }
        }

        yield return line;
    }

    private static string Start(PdfFont font, double size, string text, double width)
    {
        var length = 1;
        for (var taken = font.Measure(text[..1], size); length < text.Length; length++)
        {
            taken += font.Measure(text[length..(length + 1)], size);
            if (taken > width) break;
        }

        return text[..length];
    }

    private string Fit(string text, double width) => text.Length == 0 || regular.Measure(text, FootSize) <= width ? text : Start(regular, FootSize, text, width);

    private void Show(StringBuilder page, PdfFont font, double size, double x, double y, string text)
    {
        if (text.Length > 0) page.Append(CultureInfo.InvariantCulture, $"BT /{(font == bold ? "B" : "R")} {size:0.##} Tf {x:0.##} {y:0.##} Td {font.Encode(text)} Tj ET\n");
    }
}
