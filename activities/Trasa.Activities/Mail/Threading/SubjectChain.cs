using System.Text.RegularExpressions;

namespace Trasa.Activities.Mail.Threading;

/// <summary>Subjects as a chain of mails shares them.</summary>
public static partial class SubjectChain
{
    /// <summary>
    /// Without reply and forward marks in any of the languages (Re, Fwd, Odp, Răsp, Ответ, Vá ...), case references and
    /// surplus white space, in lower case. Two mails of one sender with the same result belong together.
    /// </summary>
    public static string Normalise(string subject)
    {
        var text = subject.Length > 1000 ? subject[..1000] : subject;
        text = Reference().Replace(text, " ").Trim();
        while (Mark().Match(text) is { Success: true } mark)
            text = text[mark.Length..].TrimStart();
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant();
    }

    [GeneratedRegex(
        @"^\s*(re|fwd?|aw|wg|sv|vs|tr|rv|odp|pd|przek|podaj dalej|răsp|rasp|răspuns|raspuns|redir|отв|ответ|пересл|переслано|на|vá|vál|válasz|valasz|továbbítás|tovabbitas|tov)\.?\s*(\[\d{1,3}\]|\(\d{1,3}\)|\^\d{1,3})?\s*[:：]\s*",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Mark();

    [GeneratedRegex(@"\[\s*#[^\]]{1,60}\]", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Reference();
}
