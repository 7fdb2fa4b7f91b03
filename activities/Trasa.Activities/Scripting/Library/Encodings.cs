using System.Text;
using Trasa.Activities.Scripting.Values;

namespace Trasa.Activities.Scripting.Library;

/// <summary>Addresses and base 64 as browsers write them, and copies of whole structures.</summary>
internal static class Encodings
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.!~*'()";

    public static void Fill(Dictionary<string, object?> globals)
    {
        Add("encodeURIComponent", (context, arguments) => Encode(context, arguments.TextAt(0), Unreserved));
        Add("encodeURI", (context, arguments) => Encode(context, arguments.TextAt(0), Unreserved + ";/?:@&=+$,#"));
        Add("decodeURIComponent", (_, arguments) => Uri.UnescapeDataString(arguments.TextAt(0)));
        Add("decodeURI", (_, arguments) => Uri.UnescapeDataString(arguments.TextAt(0)));
        Add("btoa", (context, arguments) => ToBase64(context, arguments.TextAt(0)));
        Add("atob", (context, arguments) => FromBase64(context, arguments.TextAt(0)));
        Add("structuredClone", (context, arguments) => Copy(context, arguments.At(0), new(ReferenceEqualityComparer.Instance)));

        void Add(string name, Func<JsContext, object?[], object?> body) => globals[name] = new NativeFunction(name, (context, _, arguments) => body(context, arguments));
    }

    private static string Encode(JsContext context, string text, string kept)
    {
        context.Charge(text.Length * 3L);
        var encoded = new StringBuilder();
        foreach (var one in Encoding.UTF8.GetBytes(text))
        {
            if (kept.Contains((char)one, StringComparison.Ordinal)) encoded.Append((char)one);
            else encoded.Append('%').Append(one.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        }

        return encoded.ToString();
    }

    /// <summary>One byte for each character; what is larger does not fit.</summary>
    private static string ToBase64(JsContext context, string text)
    {
        if (text.Any(letter => letter > 255)) throw JsThrow.Range("btoa takes characters up to 255; stringToBase64 takes all");
        context.Charge(text.Length * 2L);
        return Convert.ToBase64String(Encoding.Latin1.GetBytes(text));
    }

    private static string FromBase64(JsContext context, string text)
    {
        var plain = string.Concat(text.Where(letter => !char.IsWhiteSpace(letter))).TrimEnd('=');
        context.Charge(plain.Length);
        try
        {
            return Encoding.Latin1.GetString(Convert.FromBase64String(plain.PadRight((plain.Length + 3) / 4 * 4, '=')));
        }
        catch (FormatException)
        {
            throw JsThrow.Range("This is not base 64");
        }
    }

    /// <param name="context">The run.</param>
    /// <param name="value">What to copy.</param>
    /// <param name="made">Copies by what they are of: a value that holds itself becomes a copy that holds itself.</param>
    private static object? Copy(JsContext context, object? value, Dictionary<object, object> made)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        context.Charge(value is JsObject ? 8 : 1);
        if (value is JsFunction or JsSymbol) throw JsThrow.Type("Functions cannot be copied");
        if (value is not JsObject json) return value;
        if (made.TryGetValue(json, out var known)) return known;
        switch (json)
        {
            case JsDate date: return new JsDate(date.Time);
            case JsArray array:
                var items = new JsArray();
                made[json] = items;
                for (var index = 0; index < array.Items.Count; index++) items.Items.Add(Copy(context, array.Items[index], made));
                return items;
            case JsMap map:
                var entries = new JsMap(map.IsSet);
                made[json] = entries;
                foreach (var (key, item) in map.Entries.ToList()) entries.Entries[JsKeys.Of(Copy(context, JsKeys.Back(key), made))] = Copy(context, item, made);
                return entries;
            case { ClassName: "Object" }:
                var members = new JsObject(Realm.Object);
                made[json] = members;
                foreach (var name in json.Names()) members.Put(name, Copy(context, json.Get(name), made));
                return members;
            default: return json;
        }
    }
}
