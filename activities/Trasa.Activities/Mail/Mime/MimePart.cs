namespace Trasa.Activities.Mail.Mime;

/// <summary>One node of the tree that a message is.</summary>
internal sealed record MimePart
{
    /// <summary>"message" for the whole, "part 1.2" below it.</summary>
    public required string Place { get; init; }

    public required HeaderFields Headers { get; init; }

    public required HeaderParameters ContentType { get; init; }

    public required HeaderParameters Disposition { get; init; }

    /// <summary>As it came, still transfer-encoded.</summary>
    public required ReadOnlyMemory<byte> Raw { get; init; }

    /// <summary>Parts of a multipart, or the enclosed message of a message/rfc822.</summary>
    public IReadOnlyList<MimePart> Children { get; init; } = [];

    public string MediaType => ContentType.Value;

    public string TransferEncoding => (Headers.First("Content-Transfer-Encoding")?.Raw ?? "").Split([';', '('], 2)[0].Trim().ToLowerInvariant();

    public bool IsMultipart => MediaType.StartsWith("multipart/", StringComparison.Ordinal) && Children.Count > 0;

    public bool IsMessage => MediaType is "message/rfc822" or "message/global";

    public string? FileName => Disposition["filename"] ?? ContentType["name"];

    public byte[] Decode(MimeState state)
    {
        var bytes = TransferEncodings.Decode(Raw.Span, TransferEncoding, out var defect);
        state.Defect(Place, defect);
        return bytes;
    }
}
