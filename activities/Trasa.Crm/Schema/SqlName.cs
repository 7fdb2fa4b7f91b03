using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Trasa.Crm.Schema;

/// <summary>
/// Names of tables, columns and indexes, made of declared keys only. The declaration allows letters and digits, so a
/// name can hold nothing else than those and the underscores added here; it is quoted all the same.
/// </summary>
internal static class SqlName
{
    public static string Table(string typeKey) => Quote("rec_" + Snake(typeKey));

    public static string Column(string field) => Quote(Snake(field));

    /// <summary>The name without quotes, as the catalogue of the database shows it.</summary>
    public static string Plain(string quoted) => quoted.Trim('"');

    public static string Index(string typeKey, string field, bool unique)
    {
        var name = $"{(unique ? "ux" : "ix")}_{Snake(typeKey)}_{Snake(field)}";
        // PostgreSQL cuts names at 63 bytes, and two cut names could be the same.
        return Quote(name.Length <= 60 ? name : name[..50] + "_" + System.Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(name)))[..8]);
    }

    public static string Snake(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        foreach (var character in name)
        {
            if (!char.IsAsciiLetterOrDigit(character)) throw new ArgumentException($"'{name}' is no declared name.", nameof(name));
            if (char.IsAsciiLetterUpper(character)) text.Append('_');
            text.Append(char.ToLower(character, CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    private static string Quote(string name) => $"\"{name}\"";
}
