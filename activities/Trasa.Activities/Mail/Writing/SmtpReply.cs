namespace Trasa.Activities.Mail.Writing;

/// <summary>An answer of a mail server (RFC 5321, section 4.2), with all its lines.</summary>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public bool IsDone => Code is >= 200 and < 300;

    public bool WantsMore => Code is >= 300 and < 400;

    /// <summary>5xx: the same command will be refused again. Anything else that is not success may pass later.</summary>
    public bool IsFinal => Code is >= 500 and < 600;

    /// <summary>The parameters of an extension that EHLO listed, or null when it is not offered.</summary>
    public string? Extension(string keyword) =>
        Lines.Skip(1)
            .Select(line => line.Replace('=', ' ').Split(' ', 2))
            .Where(words => words[0].Equals(keyword, StringComparison.OrdinalIgnoreCase))
            .Select(words => words.Length > 1 ? words[1].Trim() : "")
            .FirstOrDefault();

    public override string ToString() => $"{Code} {string.Join(' ', Lines)}";
}
