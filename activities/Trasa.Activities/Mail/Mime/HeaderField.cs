namespace Trasa.Activities.Mail.Mime;

/// <summary>One header field.</summary>
/// <param name="Name">As written; compare without case.</param>
/// <param name="Raw">Unfolded, one character per byte (Latin-1), still encoded.</param>
public sealed record HeaderField(string Name, string Raw)
{
    /// <summary>The text for people: encoded words and 8-bit bytes decoded, control characters removed.</summary>
    public string Text => EncodedWords.Decode(Raw, out _).Trim();
}
