using System.Text;

namespace Trasa.Activities.Mail.Mime;

/// <summary>Builds the tree of parts (RFC 2046), whatever the boundaries look like after their journey.</summary>
internal sealed class MimePartReader(MimeState state)
{
    public MimePart Read(ReadOnlyMemory<byte> text) => Read(text, "message", depth: 0, "text/plain");

    private MimePart Read(ReadOnlyMemory<byte> text, string place, int depth, string usualType)
    {
        var (headers, bodyAt) = new HeaderReader(state, place).Read(text.Span);
        var contentType = HeaderParameters.Read(headers.First("Content-Type")?.Raw, out var typeDefect);
        state.Defect(place, typeDefect);
        if (!contentType.Value.Contains('/', StringComparison.Ordinal))
            contentType = HeaderParameters.Read(contentType.Value is "text" or "html" ? "text/" + contentType.Value.Replace("text", "plain", StringComparison.Ordinal) : usualType, out _);
        var disposition = HeaderParameters.Read(headers.First("Content-Disposition")?.Raw, out var nameDefect);
        state.Defect(place, nameDefect);
        var part = new MimePart { Place = place, Headers = headers, ContentType = contentType, Disposition = disposition, Raw = text[bodyAt..] };
        return WithChildren(part, depth);
    }

    private MimePart WithChildren(MimePart part, int depth)
    {
        var multipart = part.MediaType.StartsWith("multipart/", StringComparison.Ordinal);
        if ((!multipart && !part.IsMessage)
            || !state.Within(nameof(MimeLimits.MaxDepth), state.Limits.MaxDepth, depth + 1))
        {
            return part;
        }
        if (part.IsMessage)
            return Enclosed(part, depth);

        var bodies = Bodies(part);
        var usualType = part.MediaType == "multipart/digest" ? "message/rfc822" : "text/plain";
        var children = new List<MimePart>(bodies.Count);
        foreach (var body in bodies)
        {
            if (state.Exceeded is not null || !state.CountPart())
                break;
            children.Add(Read(body, Below(part.Place, children.Count + 1), depth + 1, usualType));
        }
        return part with { Children = children };
    }

    private MimePart Enclosed(MimePart part, int depth)
    {
        if (!state.CountPart())
            return part;
        var text = part.TransferEncoding is "base64" or "quoted-printable" ? part.Decode(state) : part.Raw;
        return part with { Children = [Read(text, Below(part.Place, 1), depth + 1, "text/plain")] };
    }

    private List<ReadOnlyMemory<byte>> Bodies(MimePart part)
    {
        var boundary = part.ContentType["boundary"]?.TrimEnd();
        if (string.IsNullOrEmpty(boundary))
            state.Defect(part.Place, "multipart without a boundary parameter");
        else if (Split(part.Raw, Encoding.UTF8.GetBytes("--" + boundary), part.Place) is { Count: > 0 } found)
            return found;
        else
            state.Defect(part.Place, $"boundary '{Shorten(boundary)}' does not occur");

        var raw = part.TransferEncoding is "base64" ? part.Decode(state) : part.Raw;
        var likely = LikelyDelimiter(raw.Span);
        if (likely is null)
            return [];
        state.Defect(part.Place, "boundary taken from the body");
        return Split(raw, likely, part.Place);
    }

    /// <summary>The parts between delimiter lines; what is before the first and after the last one is not for people.</summary>
    private List<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> body, byte[] delimiter, string place)
    {
        var parts = new List<ReadOnlyMemory<byte>>();
        int start = -1, at = 0;
        var closed = false;
        while (NextDelimiter(body.Span, delimiter, at) is { } line)
        {
            if (start >= 0)
                parts.Add(body[start..Math.Max(start, line.ContentEnd)]);
            else if (closed && !line.Closes)
                state.Defect(place, "a part after the closing boundary");
            closed |= line.Closes;
            start = line.Closes ? -1 : line.Next;
            at = line.Next;
            // One more than allowed is enough to know.
            if (parts.Count > state.Limits.MaxParts)
                return parts;
        }
        if (start >= 0)
        {
            state.Defect(place, "the closing boundary is missing");
            parts.Add(body[start..]);
        }
        return parts;
    }

    private readonly record struct DelimiterLine(int ContentEnd, int Next, bool Closes);

    private static DelimiterLine? NextDelimiter(ReadOnlySpan<byte> body, ReadOnlySpan<byte> delimiter, int from)
    {
        while (from < body.Length)
        {
            var hit = body[from..].IndexOf(delimiter);
            if (hit < 0)
                return null;
            var at = from + hit;
            from = at + delimiter.Length;
            // Asked before the line is measured: a long line full of delimiters would be measured for each of them.
            if (at > 0 && body[at - 1] != '\n')
                continue;
            var end = body[at..].IndexOf((byte)'\n');
            var lineEnd = end < 0 ? body.Length : at + end;
            var tail = body[(at + delimiter.Length)..lineEnd].TrimEnd(" \t\r"u8);
            var closes = tail.SequenceEqual("--"u8);
            if (tail.IsEmpty || closes)
                return new DelimiterLine(BeforeLineBreak(body, at), Math.Min(lineEnd + 1, body.Length), closes);
        }
        return null;
    }

    /// <summary>The line break before a delimiter belongs to the delimiter.</summary>
    private static int BeforeLineBreak(ReadOnlySpan<byte> body, int at)
    {
        if (at > 0 && body[at - 1] == '\n')
            at--;
        return at > 0 && body[at - 1] == '\r' ? at - 1 : at;
    }

    /// <summary>A line "--something" followed by a Content- field is a delimiter, whatever the header says.</summary>
    private static byte[]? LikelyDelimiter(ReadOnlySpan<byte> body)
    {
        var at = 0;
        while (at < body.Length)
        {
            var end = body[at..].IndexOf((byte)'\n');
            var line = end < 0 ? body[at..] : body[at..(at + end)];
            at = end < 0 ? body.Length : at + end + 1;
            if (line.StartsWith("--"u8) && line.Length is > 4 and < 200
                && Encoding.Latin1.GetString(body.Slice(at, Math.Min(8, body.Length - at))).Equals("content-", StringComparison.OrdinalIgnoreCase))
            {
                return line.TrimEnd(" \t\r"u8).ToArray();
            }
        }
        return null;
    }

    private static string Below(string place, int number) => place == "message" ? $"part {number}" : $"{place}.{number}";

    private static string Shorten(string text) => text.Length <= 70 ? text : text[..70] + "...";
}
