using System.Globalization;

namespace Trasa.Activities.Scripting.Values;

/// <summary>A key that is no text. Properties are kept under a text all the same: one that no source can hold.</summary>
internal sealed class JsSymbol
{
    private const string Mark = "\u0001";

    public static readonly JsSymbol Iterator = new("iterator", "Symbol.iterator");
    public static readonly JsSymbol ToPrimitive = new("toPrimitive", "Symbol.toPrimitive");

    private readonly string _description;

    private JsSymbol(string key, string description) => (Key, _description) = (Mark + key, description);

    public string Key { get; }

    public static JsSymbol Make(string description, int number) => new(number.ToString(CultureInfo.InvariantCulture), description);

    /// <summary>The key of a private member of a class, which nothing lists.</summary>
    public static string Private(string name) => Mark + name;

    public static bool IsKey(string name) => name.Length > 0 && name[0] == Mark[0];

    public override string ToString() => $"Symbol({_description})";
}
