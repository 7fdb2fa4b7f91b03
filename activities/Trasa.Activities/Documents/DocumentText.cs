namespace Trasa.Activities.Documents;

/// <summary>
/// A document as plain text, which is how templates write it: blocks are separated by empty lines, <c># </c> begins a heading,
/// <c>- </c> an entry of a list, and a line <c>{page}</c> a new page. Line breaks inside a block stay.
/// </summary>
public static class DocumentText
{
    private const string PageBreak = "{page}";

    public static IReadOnlyList<DocumentBlock> Parse(string text)
    {
        var blocks = new List<DocumentBlock>();
        var lines = new List<string>();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()))
        {
            var begins = BlockOf(line);
            if (line.Length == 0 || begins is not null) Close(blocks, lines);
            if (begins is not null) blocks.Add(begins);
            else if (line.Length > 0) lines.Add(line);
        }

        Close(blocks, lines);
        return blocks;
    }

    /// <summary>The block that stands on one line, or null for a line of a paragraph.</summary>
    private static DocumentBlock? BlockOf(string line)
    {
        if (line == PageBreak) return new(DocumentBlockKind.PageBreak, "");
        if (line.StartsWith("# ", StringComparison.Ordinal)) return new(DocumentBlockKind.Heading, line[2..].Trim());
        return line.StartsWith("- ", StringComparison.Ordinal) ? new(DocumentBlockKind.Bullet, line[2..].Trim()) : null;
    }

    private static void Close(List<DocumentBlock> blocks, List<string> lines)
    {
        if (lines.Count == 0) return;
        blocks.Add(new(DocumentBlockKind.Paragraph, string.Join('\n', lines)));
        lines.Clear();
    }
}
