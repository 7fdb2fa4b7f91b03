namespace Trasa.Engine.Expressions;

/// <summary>The beginning of a text, for messages that name it: an incident is to be read, not to repeat a script.</summary>
internal static class Excerpt
{
    private const int Length = 200;

    public static string Of(string text, int length = Length) => text.Length <= length ? text : text[..length] + "...";
}
