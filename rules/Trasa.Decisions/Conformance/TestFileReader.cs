using System.Globalization;
using System.Xml.Linq;
using Trasa.Feel.Temporal;
using Trasa.Feel.Values;

namespace Trasa.Decisions.Conformance;

/// <summary>Reads the TCK's case files.</summary>
internal static class TestFileReader
{
    private static readonly XNamespace Instance = "http://www.w3.org/2001/XMLSchema-instance";

    public static TestFile Read(string path)
    {
        var root = XDocument.Load(path, LoadOptions.PreserveWhitespace).Root!;
        return new TestFile(path, (string?)Child(root, "modelName") ?? "", [.. Children(root, "testCase").Select(ReadCase)]);
    }

    private static XElement? Child(XElement element, string name) => element.Elements().FirstOrDefault(child => child.Name.LocalName == name);

    private static IEnumerable<XElement> Children(XElement element, string name) => element.Elements().Where(child => child.Name.LocalName == name);

    private static string Attribute(XElement element, string name) => (string?)element.Attribute(name) ?? "";

    private static TestCase ReadCase(XElement element) => new(
        Attribute(element, "id"),
        Attribute(element, "type") == "decisionService" ? Attribute(element, "invocableName") : null,
        Children(element, "inputNode").ToDictionary(input => Attribute(input, "name"), ReadValue),
        [.. Children(element, "resultNode").Select(result => new ExpectedResult(
            Attribute(result, "name"),
            Child(result, "expected") is { } expected ? ReadValue(expected) : FeelValue.Null,
            Attribute(result, "errorResult") == "true"))]);

    private static FeelValue ReadValue(XElement element)
    {
        if (Child(element, "list") is { } list) return (string?)list.Attribute(Instance + "nil") == "true" ? FeelValue.Null : FeelValue.Of(Children(list, "item").Select(ReadValue).ToArray());
        var components = Children(element, "component").ToArray();
        if (components.Length > 0) return FeelValue.Of(FeelContext.Of(components.Select(c => KeyValuePair.Create(Attribute(c, "name"), ReadValue(c)))));
        if (Child(element, "value") is not { } value || (string?)value.Attribute(Instance + "nil") == "true") return FeelValue.Null;
        return ReadSimple((string?)value.Attribute(Instance + "type") ?? "", value.Value);
    }

    private static FeelValue ReadSimple(string type, string text)
    {
        var local = type[(type.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return local switch
        {
            "string" or "" => FeelValue.Of(text),
            "boolean" => FeelValue.Of(text.Trim() is "true" or "1"),
            "decimal" or "double" or "float" or "integer" or "int" or "long" => Number(text.Trim()),
            _ => TemporalText.Any(text.Trim()) ?? throw new FormatException($"\"{text}\" is no {type}."),
        };
    }

    private static FeelValue Number(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? FeelValue.Of(number)
            : FeelConversion.FromDouble(double.Parse(text, CultureInfo.InvariantCulture));
}
