using System.Text;
using Trasa.Activities.Scripting.Values;

namespace Trasa.Activities.Scripting.Library;

/// <summary>Texts by their code points and normal forms, and raw templates.</summary>
internal static class StringParts
{
    public static void Fill(Dictionary<string, object?> globals)
    {
        var constructor = (NativeFunction)globals["String"]!;
        constructor.Define("fromCodePoint", (context, _, arguments) => FromCodePoints(context, arguments));
        constructor.Define("raw", (context, _, arguments) => Raw(context, arguments));
        var prototype = Realm.String;
        prototype.Define("codePointAt", (_, self, arguments) => CodePointAt(JsConvert.ToText(self), JsConvert.ToInt(arguments.At(0))));
        prototype.Define("normalize", (context, self, arguments) => Normal(context, JsConvert.ToText(self), arguments.At(0) is JsUndefined ? "NFC" : arguments.TextAt(0)));
        prototype.Define("trimLeft", (_, self, _) => JsConvert.ToText(self).TrimStart());
        prototype.Define("trimRight", (_, self, _) => JsConvert.ToText(self).TrimEnd());
    }

    private static string FromCodePoints(JsContext context, object?[] arguments)
    {
        context.Charge(arguments.Length);
        var text = new StringBuilder();
        foreach (var argument in arguments)
        {
            var code = JsConvert.ToNumber(argument);
            if (code is not (>= 0 and <= 0x10FFFF) || code != Math.Truncate(code)) throw JsThrow.Range($"{JsText.OfNumber(code)} is no code point");
            if (code <= char.MaxValue) text.Append((char)code);
            else text.Append(char.ConvertFromUtf32((int)code));
        }

        return text.ToString();
    }

    private static object CodePointAt(string text, int at)
    {
        if (at < 0 || at >= text.Length) return JsUndefined.Value;
        return at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]) ? char.ConvertToUtf32(text[at], text[at + 1]) : (double)text[at];
    }

    private static string Raw(JsContext context, object?[] arguments)
    {
        if (arguments.At(0) is not JsObject template || template.Get("raw") is not JsArray raw) throw JsThrow.Type("String.raw stands before a template");
        var text = new StringBuilder();
        for (var index = 0; index < raw.Items.Count; index++)
        {
            var part = JsConvert.ToText(raw.At(index)) + (index + 1 < raw.Items.Count && index + 1 < arguments.Length ? arguments.TextAt(index + 1) : "");
            context.Charge(part.Length);
            text.Append(part);
        }

        return text.ToString();
    }

    private static string Normal(JsContext context, string text, string form)
    {
        context.Charge(text.Length);
        try
        {
            return text.Normalize(form switch
            {
                "NFC" => NormalizationForm.FormC,
                "NFD" => NormalizationForm.FormD,
                "NFKC" => NormalizationForm.FormKC,
                "NFKD" => NormalizationForm.FormKD,
                _ => throw JsThrow.Range($"'{form}' is no normal form"),
            });
        }
        catch (ArgumentException)
        {
            // Half a surrogate pair has no normal form and stays as it is.
            return text;
        }
    }
}
