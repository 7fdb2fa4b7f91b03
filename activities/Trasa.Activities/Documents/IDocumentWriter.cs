namespace Trasa.Activities.Documents;

/// <summary>Turns a document into a file that looks the same everywhere. The same document gives the same bytes. Thread-safe.</summary>
public interface IDocumentWriter
{
    /// <summary>E.g. <c>application/pdf</c>.</summary>
    string ContentType { get; }

    /// <summary>With the dot.</summary>
    string Extension { get; }

    byte[] Write(WrittenDocument document);
}
