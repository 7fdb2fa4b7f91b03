using System.Text;

namespace Trasa.Activities.Scripting.Values;

/// <summary>Values as messages and the journal show them: short, and without running any code of the script.</summary>
internal static class JsDisplay
{
    private const int Deepest = 3;
    private const int Longest = 500;

    public static string Of(object? value)
    {
        if (value is string whole) return whole;
        if (value is JsError error) return Error(error);
        var text = new StringBuilder();
        Append(text, value, 0);
        return text.ToString();
    }

    private static string Error(JsError error)
    {
        var (name, message) = (Part(error, "name"), Part(error, "message"));
        return message.Length == 0 ? name : name + ": " + message;
    }

    private static string Part(JsError error, string name) =>
        error.TryFind(name, out var value) && value is string or double or bool ? Of(value) : "";

    private static void Append(StringBuilder text, object? value, int depth)
    {
        switch (value)
        {
            case null: text.Append("null"); break;
            case string part: text.Append('"').Append(part.Length > Longest ? part[..Longest] + " ..." : part).Append('"'); break;
            case double number: text.Append(JsText.OfNumber(number)); break;
            case bool flag: text.Append(flag ? "true" : "false"); break;
            case JsError error: text.Append(Error(error)); break;
            case JsArray array when depth < Deepest: AppendItems(text, array, depth); break;
            case JsObject { ClassName: "Object" } json when depth < Deepest: AppendMembers(text, json, depth); break;
            case JsUndefined or JsRegExp or JsSymbol: text.Append(value); break;
            case JsObject other: text.Append("[object ").Append(other.ClassName).Append(']'); break;
            default: text.Append("..."); break;
        }
    }

    private static void AppendItems(StringBuilder text, JsArray array, int depth)
    {
        text.Append('[');
        for (var index = 0; index < array.Items.Count && text.Length < Longest; index++)
        {
            if (index > 0) text.Append(", ");
            Append(text, array.Items[index], depth + 1);
        }

        text.Append(']');
    }

    private static void AppendMembers(StringBuilder text, JsObject json, int depth)
    {
        text.Append('{');
        var isFirst = true;
        foreach (var name in json.Names())
        {
            if (text.Length >= Longest) break;
            if (!isFirst) text.Append(", ");
            isFirst = false;
            text.Append(name).Append(": ");
            json.TryGetOwn(name, out var value);
            Append(text, value, depth + 1);
        }

        text.Append('}');
    }
}
