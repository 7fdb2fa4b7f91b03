using System.Globalization;
using Trasa.Activities.Mail.Mime;

namespace Trasa.Activities.Mail.Reading;

/// <summary>Signs that nobody sat at the keyboard: RFC 3834, RFC 3464, RFC 2919 and what older programs do.</summary>
internal static class AutomaticMailSigns
{
    public const string LoopHeader = "X-Trasa-Loop";

    private static readonly string[] AutoReplyFields =
        ["X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Reply", "X-Mail-Autoreply", "X-AutoReply-From"];

    private static readonly string[] BulkFields = ["List-Id", "List-Unsubscribe", "Feedback-ID", "X-Campaign-Id"];

    /// <summary>How out-of-office answers begin when they carry no field at all.</summary>
    private static readonly string[] AutoReplySubjects =
    [
        "automatic reply", "auto reply", "auto-reply", "autoreply", "auto:", "out of office", "out of the office", "out-of-office",
        "răspuns automat", "raspuns automat", "automatyczna odpowiedź", "automatyczna odpowiedz", "odpowiedź automatyczna", "odpowiedz automatyczna", "autoodpowiedź",
        "автоответ", "автоматический ответ", "автоматична відповідь", "automatikus válasz", "automatikus valasz",
        "távolléti értesítés", "tavolleti ertesites", "távolléti üzenet", "tavolleti uzenet", "házon kívül vagyok", "hazon kivul vagyok",
        "abwesenheitsnotiz", "abwesenheitsmeldung", "automatische antwort", "automatische abwesenheit", "automatische abwesenheitsnotiz",
        "réponse automatique", "respuesta automática", "risposta automatica", "automatisch antwoord", "automatická odpověď",
    ];

    /// <summary>Words that people use as well: they say so only before a colon or alone.</summary>
    private static readonly string[] AbsenceWords =
    [
        "automatic answer", "absent", "absentă", "absență", "absenţă", "absenta", "abwesend", "abwesenheit", "away", "ooo", "nieobecność", "nieobecnosc", "nieobecny", "nieobecna",
        "távollét", "tavollet", "távolléti", "tavolleti", "távol", "házon kívül", "hazon kivul", "отсутствие", "отсутствую", "нет на месте",
    ];

    /// <remarks>X-Auto-Response-Suppress is no sign: it asks that programs do not answer, and people's mailers ask for that as well.</remarks>
    public static AutomaticMail? Find(MimePart root, string subject)
    {
        var headers = root.Headers;
        return DeliveryReport(root)
            ?? AutoSubmitted(headers)
            ?? Named(headers, AutoReplyFields, AutomaticKind.AutoReply)
            ?? Precedence(headers)
            ?? EmptyReturnPath(headers)
            ?? Named(headers, BulkFields, AutomaticKind.Bulk)
            ?? Subject(subject);
    }

    public static string? Loop(HeaderFields headers, MailReaderOptions options)
    {
        var mark = headers.All(LoopHeader).FirstOrDefault(field => options.LoopMark is null || field.Text.Equals(options.LoopMark, StringComparison.OrdinalIgnoreCase));
        if (mark is not null)
            return $"{LoopHeader}: {mark.Raw}";
        var hops = headers.All("Received").Count();
        return hops > options.LoopHops ? string.Create(CultureInfo.InvariantCulture, $"{hops} Received fields") : null;
    }

    private static AutomaticMail? DeliveryReport(MimePart root) =>
        root.MediaType == "multipart/report" || root.Children.Any(part => part.MediaType is "message/delivery-status" or "message/disposition-notification")
            ? new(AutomaticKind.DeliveryReport, $"Content-Type: multipart/report; report-type={root.ContentType["report-type"] ?? "unknown"}")
            : null;

    private static AutomaticMail? AutoSubmitted(HeaderFields headers)
    {
        var value = headers.First("Auto-Submitted")?.Raw.Split(';')[0].Trim() ?? "no";
        return value.StartsWith("no", StringComparison.OrdinalIgnoreCase) ? null : new(AutomaticKind.AutoReply, $"Auto-Submitted: {value}");
    }

    private static AutomaticMail? Named(HeaderFields headers, string[] names, AutomaticKind kind) =>
        names.FirstOrDefault(headers.Has) is { } name && !IsNo(headers.First(name)!.Raw) ? new(kind, name) : null;

    private static bool IsNo(string value) => value.Equals("no", StringComparison.OrdinalIgnoreCase) || value.Equals("false", StringComparison.OrdinalIgnoreCase);

    private static AutomaticMail? Precedence(HeaderFields headers) => headers.First("Precedence")?.Raw.Trim().ToLowerInvariant() switch
    {
        "auto_reply" or "auto-reply" => new(AutomaticKind.AutoReply, "Precedence: auto_reply"),
        ("bulk" or "junk" or "list") and var value => new(AutomaticKind.Bulk, $"Precedence: {value}"),
        _ => null,
    };

    /// <summary>A null reverse-path (RFC 5321, 4.5.5) is how programs say "do not answer".</summary>
    private static AutomaticMail? EmptyReturnPath(HeaderFields headers) =>
        headers.First("Return-Path") is { } path && path.Raw.Replace(" ", "", StringComparison.Ordinal) == "<>"
            ? new(AutomaticKind.DeliveryReport, "Return-Path: <>")
            : null;

    private static AutomaticMail? Subject(string subject)
    {
        var sign = AutoReplySubjects.FirstOrDefault(words => StartsWithWords(subject, words))
            ?? AbsenceWords.FirstOrDefault(word => subject.StartsWith(word, StringComparison.OrdinalIgnoreCase) && subject.AsSpan(word.Length).TrimStart() is [] or [':', ..]);
        return sign is null ? null : new(AutomaticKind.AutoReply, $"Subject: {sign}");
    }

    /// <summary>The words are whole: an answering machine (автоответчик) is no answer of one (автоответ).</summary>
    private static bool StartsWithWords(string subject, string words) =>
        subject.StartsWith(words, StringComparison.OrdinalIgnoreCase)
        && (subject.Length == words.Length || !char.IsLetterOrDigit(words[^1]) || !char.IsLetterOrDigit(subject[words.Length]));
}
