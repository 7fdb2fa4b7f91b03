using System.Xml.Linq;
using Trasa.Decisions.Model;

namespace Trasa.Decisions.Xml;

/// <summary>Small readings of elements that all parts of a file share.</summary>
internal abstract class ElementReader(XNamespace dmn, List<DmnProblem> problems)
{
    protected XNamespace Dmn => dmn;

    protected List<DmnProblem> Problems => problems;

    protected static Place PlaceOf(XObject node) => PlacedXml.PlaceOf(node);

    protected static string Attribute(XElement element, string name) => (string?)element.Attribute(name) ?? "";

    protected static string? Optional(XElement element, string name) => (string?)element.Attribute(name) is { Length: > 0 } value ? value : null;

    protected XElement? Child(XElement element, string name) => element.Element(dmn + name);

    protected IEnumerable<XElement> Children(XElement element, string name) => element.Elements(dmn + name);

    /// <summary>The text child of an element (a cell, allowed values); null when the element is absent.</summary>
    protected string? Text(XElement? element) => element is null ? null : (string?)Child(element, "text") ?? "";

    protected string? Description(XElement element) => (string?)Child(element, "description") is { Length: > 0 } text ? text.Trim() : null;

    /// <summary>The variable of an element; files may leave it out, then it has the element's name.</summary>
    protected Variable VariableOf(XElement element, string child = "variable")
    {
        var variable = Child(element, child);
        var name = variable is null ? "" : Attribute(variable, "name");
        return new Variable(name.Length > 0 ? name : Attribute(element, "name"), variable is null ? null : TypeRef(variable), variable is null ? null : Optional(variable, "id"));
    }

    /// <summary>A type reference; DMN 1.1 writes a qualified XML name, whose prefix only says that the type is FEEL's own.</summary>
    protected string? TypeRef(XElement element, string attribute = "typeRef")
    {
        var text = Optional(element, attribute) ?? ((string?)Child(element, attribute))?.Trim();
        if (string.IsNullOrEmpty(text)) return null;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && element.GetNamespaceOfPrefix(text[..colon]) is not null ? text[(colon + 1)..] : text;
    }

    protected void Report(string code, XObject place, string element, string message) => problems.Add(new DmnProblem(code, PlaceOf(place), element, message));
}
