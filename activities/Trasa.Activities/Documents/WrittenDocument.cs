namespace Trasa.Activities.Documents;

/// <summary>A letter or other document of running text.</summary>
/// <param name="Title">Shown by readers and at the foot of every page.</param>
/// <param name="Language">Of the text, e.g. "ro".</param>
/// <param name="Date">When it was written.</param>
/// <param name="Blocks">Top to bottom.</param>
public sealed record WrittenDocument(string Title, string Language, DateTimeOffset Date, IReadOnlyList<DocumentBlock> Blocks);

/// <param name="Kind">How it is set.</param>
/// <param name="Text">May hold line breaks; empty for a page break.</param>
public sealed record DocumentBlock(DocumentBlockKind Kind, string Text);

public enum DocumentBlockKind
{
    Paragraph,

    Heading,

    /// <summary>One entry of a list.</summary>
    Bullet,

    PageBreak,
}
