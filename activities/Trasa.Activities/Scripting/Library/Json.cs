using System.Text.Json;
using System.Text.Json.Nodes;
using Trasa.Activities.Scripting.Values;
using Trasa.Engine.Values;

namespace Trasa.Activities.Scripting.Library;

internal static class Json
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Fill(Dictionary<string, object?> globals)
    {
        var json = new JsObject(Realm.Object);
        json.Define("stringify", (context, _, arguments) => Write(context, arguments));
        json.Define("parse", (_, _, arguments) => Parse(arguments.TextAt(0)));
        globals["JSON"] = json;
        globals["toJson"] = new NativeFunction("toJson", (context, _, arguments) => Write(context, arguments));
        globals["parseJson"] = new NativeFunction("parseJson", (_, _, arguments) => Parse(arguments.TextAt(0)));
    }

    private static object? Write(JsContext context, object?[] arguments)
    {
        if (arguments.At(0) is JsUndefined or JsFunction) return JsUndefined.Value;
        var text = JsonValues.Write(JsConvert.ToWorkflow(arguments.At(0)));
        if (JsConvert.Truthy(arguments.At(2))) text = JsonNode.Parse(text)?.ToJsonString(Indented) ?? "null";
        context.Charge(text.Length);
        return text;
    }

    private static object? Parse(string text)
    {
        try
        {
            return JsConvert.FromWorkflow(JsonValues.Parse(text));
        }
        catch (JsonException fault)
        {
            throw new JsThrow(new JsError("SyntaxError", "This is not JSON: " + fault.Message));
        }
    }
}
