using System.Text.Json;
using Trasa.Activities.Scripting.Values;

namespace Trasa.Activities.Scripting.Library;

internal static class Json
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 200 };

    public static void Fill(Dictionary<string, object?> globals)
    {
        var json = new JsObject(Realm.Object);
        json.Define("stringify", Write);
        json.Define("parse", Parse);
        globals["JSON"] = json;
        globals["toJson"] = new NativeFunction("toJson", Write);
        globals["parseJson"] = new NativeFunction("parseJson", Parse);
    }

    private static object Write(JsContext context, object? self, object?[] arguments) =>
        new JsonText(context, arguments.At(1), Indent(arguments.At(2))).Write(arguments.At(0)) ?? (object)JsUndefined.Value;

    /// <summary>What a step to the right is: as many spaces, or the text, up to 10.</summary>
    private static string Indent(object? space) => space switch
    {
        double count => new string(' ', Math.Clamp((int)count, 0, 10)),
        string text => text.Length > 10 ? text[..10] : text,
        true => "  ",
        _ => "",
    };

    private static object? Parse(JsContext context, object? self, object?[] arguments)
    {
        var text = arguments.TextAt(0);
        context.Charge(text.Length / 16);
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            var value = Read(context, document.RootElement);
            return arguments.At(1) is JsFunction reviver ? Revive(context, new JsArray([value]), "0", "", reviver) : value;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw JsThrow.Syntax("This is not JSON: " + fault.Message);
        }
    }

    private static object? Read(JsContext context, JsonElement json)
    {
        context.Charge(1);
        switch (json.ValueKind)
        {
            case JsonValueKind.String:
                return json.GetString();
            case JsonValueKind.Number:
                return JsConvert.ToNumber(json.GetRawText());
            case JsonValueKind.True or JsonValueKind.False:
                return json.ValueKind == JsonValueKind.True;
            case JsonValueKind.Array:
                return new JsArray([.. json.EnumerateArray().Select(item => Read(context, item))]);
            case JsonValueKind.Object:
                var made = new JsObject(Realm.Object);
                foreach (var member in json.EnumerateObject()) made.Put(member.Name, Read(context, member.Value));
                return made;
            default:
                return null;
        }
    }

    /// <summary>Lets the function have its say on every value, the innermost first.</summary>
    private static object? Revive(JsContext context, JsObject holder, string key, string name, JsFunction reviver)
    {
        if (holder.Get(key) is JsObject value)
        {
            if (!context.Visit(value)) throw JsThrow.Type("A value is part of itself");
            try
            {
                foreach (var inner in value.Names()) value.Set(inner, Revive(context, value, inner, inner, reviver));
            }
            finally
            {
                context.Visited(value);
            }
        }

        return reviver.Call(context, holder, [name, holder.Get(key)]);
    }
}
