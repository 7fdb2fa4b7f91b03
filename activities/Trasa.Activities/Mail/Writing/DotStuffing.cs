namespace Trasa.Activities.Mail.Writing;

/// <summary>Makes a message fit for DATA (RFC 5321, section 4.5.2).</summary>
internal static class DotStuffing
{
    /// <summary>Every line ends with CRLF, a first dot is doubled, and a line with one dot ends it all.</summary>
    public static byte[] Stuff(ReadOnlySpan<byte> message)
    {
        using var output = new MemoryStream(message.Length + 64);
        while (!message.IsEmpty)
        {
            var end = message.IndexOf((byte)'\n');
            var line = (end < 0 ? message : message[..end]).TrimEnd((byte)'\r');
            message = end < 0 ? [] : message[(end + 1)..];
            if (line.StartsWith("."u8))
                output.WriteByte((byte)'.');
            output.Write(line);
            output.Write("\r\n"u8);
        }
        output.Write(".\r\n"u8);
        return output.ToArray();
    }
}
