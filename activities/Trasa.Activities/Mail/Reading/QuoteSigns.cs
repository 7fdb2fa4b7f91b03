using System.Text.RegularExpressions;

namespace Trasa.Activities.Mail.Reading;

/// <summary>The words by which mail programs mark what they quote.</summary>
internal static partial class QuoteSigns
{
    private const int LongestLine = 500;

    private static readonly string[] MobileFooters =
    [
        "sent from my ", "sent from mobile", "get outlook for ", "trimis de pe ", "trimis din ", "wysłane z ", "wyslane z ",
        "отправлено с ", "отправлено из ", "az iphone", "iphone-omról", "küldve ", "elküldve ",
    ];

    /// <summary>A line such as "---------- Forwarded message ---------".</summary>
    public static bool IsForward(string line) => line.Length <= LongestLine && Forward().IsMatch(line);

    /// <summary>A line such as "-----Original Message-----".</summary>
    public static bool IsSeparator(string line) => line.Length <= LongestLine && Separator().IsMatch(line);

    /// <summary>Outlook's block: From, Sent, To, Subject, each at the start of a line.</summary>
    public static bool IsHeaderBlock(string[] lines, int start)
    {
        if (!IsLabel(lines[start], FromLabel()))
            return false;
        var others = lines.Skip(start + 1).Take(5).Count(line => IsLabel(line, OtherLabel()));
        return others >= 2;
    }

    /// <param name="text">The line or joined lines, ending with a colon.</param>
    /// <param name="quoteFollows">The next text is marked with "&gt;".</param>
    /// <param name="wrapped">More than one line was joined.</param>
    public static bool IsIntroduction(string text, bool quoteFollows, bool wrapped)
    {
        if (!WroteVerb().IsMatch(text))
            return false;
        var dated = DateOrAddress().IsMatch(text);
        // A sentence may end with "wrote:"; only a date, an address or the quote itself makes it an introduction.
        return dated || (quoteFollows && !wrapped);
    }

    public static bool IsMobileFooter(string line) =>
        line.Length < 100 && MobileFooters.Any(start => line.TrimStart().StartsWith(start, StringComparison.OrdinalIgnoreCase));

    private static bool IsLabel(string line, Regex labels) => line.Length <= LongestLine && labels.IsMatch(line);

    [GeneratedRegex(
        @"^[\s>*]*[-_]{2,}\s*(original message|original appointment|mesaj(ul)? (original|inițial|initial)|(oryginalna wiadomość|wiadomość oryginalna|oryginalna wiadomosc|wiadomosc oryginalna)|исходное сообщение|первоначальное сообщение|eredeti üzenet|eredeti uzenet)\s*[-_]{2,}\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Separator();

    [GeneratedRegex(
        @"^\s*(begin forwarded message:|[-_]{2,}\s*(forwarded message|mesaj (redirecționat|redirectionat|transmis)|przekazana wiadomość|przekazana wiadomosc|wiadomość przekazana|пересылаемое сообщение|пересланное сообщение|továbbított üzenet|tovabbitott uzenet)\s*[-_]{2,})\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Forward();

    [GeneratedRegex(
        @"^\*?\s*(from|de la|od|nadawca|от|отправитель|feladó|felado)\s*:\*?\s*\S",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex FromLabel();

    [GeneratedRegex(
        @"^\*?\s*(sent|date|to|cc|subject|trimis|data|către|catre|subiect|wysłano|wyslano|wysłane|do|dw|temat|отправлено|дата|кому|копия|тема|küldve|elküldve|dátum|címzett|másolatot kap|tárgy|kuldve|targy|cimzett)\s*:\*?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex OtherLabel();

    [GeneratedRegex(
        @"(\bwrote|\bwrites|\ba scris|\bscrie|\bpisze|\bnapisał\(a\)|\bnapisał|\bnapisała|\bnapisal\(a\)|\bnapisal|\bnapisala|\bпишет|\bнаписал\(а\)|\bнаписала|\bнаписал|\bВы писали|\bírta|\birta|időpont: [^)]*\)|\bschrieb( [^:]*)?)\s*:$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex WroteVerb();

    [GeneratedRegex(
        @"(@|\b(19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b)",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex DateOrAddress();
}
