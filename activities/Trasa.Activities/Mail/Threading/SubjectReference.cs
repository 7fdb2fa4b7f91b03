using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Trasa.Activities.Mail.Threading;

/// <summary>
/// The reference in a subject: [#C-2026-000123.k7m2qd]. The six characters after the number are a keyed hash of it, so
/// that who has got a mail from us can prove it, and who only guesses the next number cannot (one in 10^9 per mail). A
/// number that somebody typed, with brackets or without, is found as well, and proves nothing.
/// </summary>
public sealed class SubjectReference
{
    private const int SealLength = 6;
    private const int LeastSecret = 16;
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>Each number is looked up, so a subject full of them must not cost more than a few.</summary>
    private const int MostNumbers = 10;

    private readonly SubjectReferenceOptions _options;
    private readonly Regex _pattern;
    private readonly Regex _bare;

    public SubjectReference(SubjectReferenceOptions options)
    {
        if (options.Secret.Length < LeastSecret)
            throw new ArgumentException($"{nameof(SubjectReferenceOptions)}.{nameof(options.Secret)} needs at least {LeastSecret} bytes and has {options.Secret.Length}; generate one and keep it with the installation.", nameof(options));
        _options = options;
        _pattern = new Regex(
            // Relays fold subjects and people retype them, so white space may stand anywhere around the number.
            $@"{Regex.Escape(options.Opening)}\s*(?<number>{options.NumberPattern})(\s*\.\s*(?<seal>[A-Za-z0-9]{{{SealLength}}}))?\s*{Regex.Escape(options.Closing)}",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        _bare = new Regex($@"\b(?<number>{options.NumberPattern})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }

    /// <summary>What to put into the subject of a mail about this number.</summary>
    public string Mark(string number) => $"{_options.Opening}{number}.{Seal(number)}{_options.Closing}";

    /// <summary>The subject with the mark in front, once.</summary>
    public string Apply(string number, string subject) =>
        Find(subject).Any(found => found.IsSealed && found.Number.Equals(number, StringComparison.OrdinalIgnoreCase))
            ? subject
            : $"{Mark(number)} {subject}".TrimEnd();

    /// <summary>All references of a subject, sealed ones first.</summary>
    public IReadOnlyList<FoundReference> Find(string subject)
    {
        var text = subject.Length > 1000 ? subject[..1000] : subject;
        return
        [
            .. _pattern.Matches(text).Select(match => (Match: match, IsSealed: IsSeal(match)))
                .Concat(_bare.Matches(text).Select(match => (Match: match, IsSealed: false)))
                .GroupBy(found => found.Match.Groups["number"].Value.ToUpperInvariant(), found => found.IsSealed)
                .Select(number => new FoundReference(number.Key, number.Contains(true)))
                .OrderByDescending(found => found.IsSealed)
                .Take(MostNumbers),
        ];
    }

    private bool IsSeal(Match match) =>
        match.Groups["seal"].Success
        && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(match.Groups["seal"].Value.ToLowerInvariant()),
            Encoding.ASCII.GetBytes(Seal(match.Groups["number"].Value)));

    private string Seal(string number)
    {
        var hash = HMACSHA256.HashData(_options.Secret, Encoding.UTF8.GetBytes(number.ToUpperInvariant()));
        return string.Concat(hash.Take(SealLength).Select(value => Alphabet[value % Alphabet.Length]));
    }
}

/// <summary>A number named in a subject.</summary>
/// <param name="Number">In upper case.</param>
/// <param name="IsSealed">The keyed hash beside it is right: the writer has seen a mail of ours about it.</param>
public readonly record struct FoundReference(string Number, bool IsSealed);
