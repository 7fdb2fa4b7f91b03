using System.Text;

namespace Trasa.Feel.Syntax;

/// <summary>Names may hold spaces and operators; white space in them counts as one space.</summary>
internal static class FeelNames
{
    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "and", "or", "in", "if", "then", "else", "for", "return", "some", "every", "satisfies", "between", "instance", "of", "function", "external", "true", "false", "null",
    };

    public static bool IsKeyword(string word) => Keywords.Contains(word);

    public static string Normalize(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var c in name.Trim())
        {
            if (!char.IsWhiteSpace(c)) text.Append(c);
            else if (text[^1] != ' ') text.Append(' ');
        }
        return text.ToString();
    }
}
