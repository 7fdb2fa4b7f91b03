using System.Security.Cryptography;
using System.Text;

namespace Trasa.Activities.Sms;

/// <summary>
/// Checks <c>X-Twilio-Signature</c>: HMAC-SHA1, keyed with the account's token, of the full address followed by the
/// form's fields in the order of their names.
/// </summary>
public static class TwilioSignature
{
    public static bool IsValid(string signature, Uri address, IEnumerable<KeyValuePair<string, string>> form, string authToken)
    {
        var text = new StringBuilder(address.AbsoluteUri);
        foreach (var (name, value) in form.OrderBy(field => field.Key, StringComparer.Ordinal)) text.Append(name).Append(value);
#pragma warning disable CA5350 // The algorithm is Twilio's.
        var expected = HMACSHA1.HashData(Encoding.UTF8.GetBytes(authToken), Encoding.UTF8.GetBytes(text.ToString()));
#pragma warning restore CA5350
        Span<byte> given = stackalloc byte[64];
        return Convert.TryFromBase64String(signature, given, out var length) && CryptographicOperations.FixedTimeEquals(expected, given[..length]);
    }
}
