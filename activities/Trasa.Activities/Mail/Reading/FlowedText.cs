using System.Text;

namespace Trasa.Activities.Mail.Reading;

/// <summary>format=flowed (RFC 3676): a line that ends in a space goes on in the next one of the same quote depth.</summary>
internal static class FlowedText
{
    /// <param name="text">With line feeds only.</param>
    /// <param name="deleteSpace">The space at the end was added by the writer (delsp=yes).</param>
    public static string Join(string text, bool deleteSpace)
    {
        var output = new StringBuilder(text.Length);
        var openDepth = -1;
        foreach (var line in text.Split('\n'))
        {
            var depth = line.Length - line.AsSpan().TrimStart('>').Length;
            var content = line.AsSpan(depth);
            if (content.StartsWith(" "))
                content = content[1..];
            if (openDepth != depth)
            {
                if (output.Length > 0)
                    output.Append('\n');
                output.Append('>', depth).Append(depth > 0 ? " " : "");
            }
            var flows = content.EndsWith(" ") && !content.SequenceEqual("-- ");
            output.Append(flows && deleteSpace ? content[..^1] : content);
            openDepth = flows ? depth : -1;
        }
        return output.ToString();
    }
}
