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
        Add("encodeURIComponent", (_, arguments) => Uri.EscapeDataString(arguments.TextAt(0)));
        Add("decodeURIComponent", (_, arguments) => Uri.UnescapeDataString(arguments.TextAt(0)));
        Add("encodeURI", (_, arguments) => Uri.EscapeDataString(arguments.TextAt(0)).Replace("%2F", "/", StringComparison.Ordinal).Replace("%3A", ":", StringComparison.Ordinal).Replace("%3F", "?", StringComparison.Ordinal).Replace("%3D", "=", StringComparison.Ordinal).Replace("%26", "&", StringComparison.Ordinal));

        void Add(string name, Func<JsContext, object?[], object?> body) => globals[name] = new NativeFunction(name, (context, _, arguments) => body(context, arguments));
    }

    private static string FromBase64(string text)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(text));
        }
        catch (FormatException)
        {
            throw JsThrow.Type("This is not base 64");
        }
    }
}
