using System.Text;
using System.Text.RegularExpressions;
using Trasa.Activities.Mail.Reading;

namespace Trasa.Crm.Mailings;

/// <summary>Reads which mails a delivery report (RFC 3464) is about, when it says that they failed for good.</summary>
internal static partial class DeliveryReport
{
    private const int MostMails = 10;

    /// <summary>Identifiers without angle brackets; none when it is no report of a failure.</summary>
    public static IReadOnlyList<string> Failed(ParsedMail mail)
    {
        if (mail.Automatic is not { Kind: AutomaticKind.DeliveryReport }) return [];
        var text = new StringBuilder(mail.Text);
        foreach (var part in mail.Attachments) text.Append('\n').Append(Encoding.UTF8.GetString(part.Content));
        var whole = text.ToString();
        if (!Failure().IsMatch(whole)) return [];
        return [.. mail.InReplyTo.Concat(mail.References).Concat(Identifier().Matches(whole).Select(match => match.Groups[1].Value)).Distinct().Take(MostMails)];
    }

    [GeneratedRegex(@"^\s*(Action:\s*failed|Status:\s*5\.)|\b5\d\d[ -]5\.\d+\.\d+", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Failure();

    [GeneratedRegex(@"Message-ID:\s*<([^<>\s]{3,250})>", RegexOptions.IgnoreCase)]
    private static partial Regex Identifier();
}
