using System.Xml.Linq;

namespace Trasa.Model.Bpmn;

/// <summary>Names of BPMN 2.0 (OMG formal/2011-01-03) and of our own extension.</summary>
internal static class BpmnNames
{
    public static readonly XNamespace Bpmn = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    public static readonly XNamespace Di = "http://www.omg.org/spec/BPMN/20100524/DI";
    public static readonly XNamespace Dc = "http://www.omg.org/spec/DD/20100524/DC";
    public static readonly XNamespace Line = "http://www.omg.org/spec/DD/20100524/DI";
    public static readonly XNamespace Trasa = "urn:trasa:bpmn:1";

    /// <summary>The activity as it stands in our file: what another tool leaves alone comes back whole.</summary>
    public static readonly XName Activity = Trasa + "activity";

    public static readonly XName Definition = Trasa + "definition";

    public static string? Text(this XElement element, string attribute) => element.Attribute(attribute)?.Value is { Length: > 0 } text ? text : null;

    public static XElement? Child(this XElement element, string name) => element.Element(Bpmn + name);

    public static string Slug(string name)
    {
        var letters = name.ToLowerInvariant().Select(letter => char.IsLetterOrDigit(letter) ? letter : '-');
        return string.Join('-', string.Concat(letters).Split('-', StringSplitOptions.RemoveEmptyEntries));
    }
}
