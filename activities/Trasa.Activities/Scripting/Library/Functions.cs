using System.Text;
using Trasa.Activities.Scripting.Values;

namespace Trasa.Activities.Scripting.Library;

/// <summary>Functions that Elsa gives to scripts and that need nothing of the workflow.</summary>
internal static class Functions
{
    public static void Fill(Dictionary<string, object?> globals)
    {
        Add("newGuid", (context, _) => context.Scope.NewId().ToString());
        Add("newGuidString", (context, _) => context.Scope.NewId().ToString());
        Add("newShortGuid", (context, _) => Convert.ToBase64String(context.Scope.NewId().ToByteArray())[..22].Replace('/', '_').Replace('+', '-'));
        Add("isNullOrEmpty", (_, arguments) => JsConvert.IsNothing(arguments.At(0)) || arguments.TextAt(0).Length == 0);
        Add("isNullOrWhiteSpace", (_, arguments) => JsConvert.IsNothing(arguments.At(0)) || string.IsNullOrWhiteSpace(arguments.TextAt(0)));
        Add("parseGuid", (_, arguments) => Guid.TryParse(arguments.TextAt(0), out var id) ? id.ToString() : null);
        Add("stringToBase64", (_, arguments) => Convert.ToBase64String(Encoding.UTF8.GetBytes(arguments.TextAt(0))));
        Add("stringFromBase64", (_, arguments) => FromBase64(arguments.TextAt(0)));
        Add("bytesFromString", (context, arguments) => Bytes(context, Encoding.UTF8.GetBytes(arguments.TextAt(0))));
        Add("bytesToString", (_, arguments) => Encoding.UTF8.GetString(Bytes(arguments.At(0))));
        Add("bytesFromBase64", (context, arguments) => Bytes(context, BytesOf(arguments.TextAt(0))));
        Add("bytesToBase64", (_, arguments) => Convert.ToBase64String(Bytes(arguments.At(0))));

        void Add(string name, Func<JsContext, object?[], object?> body) => globals[name] = new NativeFunction(name, (context, _, arguments) => body(context, arguments));
    }

    private static string FromBase64(string text) => Encoding.UTF8.GetString(BytesOf(text));

    private static JsArray Bytes(JsContext context, byte[] bytes)
    {
        context.Charge(bytes.Length);
        return new([.. bytes.Select(one => (object?)(double)one)]);
    }

    private static byte[] Bytes(object? value) => value is JsArray array
        ? [.. array.Items.Select(item => JsConvert.ToNumber(item) is var number and >= 0 and <= 255 ? (byte)number : throw JsThrow.Type("Bytes are numbers from 0 to 255"))]
        : throw JsThrow.Type("Bytes are a list of numbers");

    private static byte[] BytesOf(string text)
    {
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            throw JsThrow.Type("This is not base 64");
        }
    }
}
