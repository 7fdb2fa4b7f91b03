using System.Buffers;
using System.Globalization;
using System.Net.Mail;

namespace Trasa.Crm.Records;

/// <summary>Mail addresses and phone numbers in the one form in which they are kept and compared.</summary>
internal static class AddressText
{
    private static readonly SearchValues<char> s_notInMail = SearchValues.Create(" \t\r\n,;<>\0");
    private static readonly SearchValues<char> s_inPhone = SearchValues.Create("0123456789 -./()\u00A0");

    public static Conversion Email(object value)
    {
        var text = (value as string)?.Trim() ?? "";
        var at = text.LastIndexOf('@');
        return text.Length <= 254 && at > 0 && at < text.Length - 1
            && !text.AsSpan().ContainsAny(s_notInMail)
            && !text[(at + 1)..].StartsWith('.') && !text.EndsWith('.')
            && MailAddress.TryCreate(text, out var address) && address.Address == text
            ? Conversion.Of(text.ToLowerInvariant())
            : Conversion.Wrong($"'{text}' is not a mail address such as anna.keller@nordwind.example.");
    }

    /// <summary>Digits with an optional leading +; at most 15 of them (E.164).</summary>
    public static Conversion Phone(object value)
    {
        var text = value is decimal number ? number.ToString(CultureInfo.InvariantCulture) : (value as string)?.Trim() ?? "";
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        var rest = text.AsSpan().TrimStart('+').IndexOfAnyExcept(s_inPhone);
        if (rest >= 0 || digits.Length is < 3 or > 15) return Conversion.Wrong($"'{text}' is not a phone number such as +40 722 123 456.");
        return Conversion.Of(text.StartsWith('+') ? "+" + digits : text.StartsWith("00", StringComparison.Ordinal) ? "+" + digits[2..] : digits);
    }
}
