using System.Xml.Linq;
using Trasa.Decisions.Model;

namespace Trasa.Decisions.Xml;

/// <summary>Small pieces that all parts of a written file share.</summary>
internal sealed class ElementWriter(XNamespace dmn)
{
    public static XAttribute? Attribute(string name, string? value) => string.IsNullOrEmpty(value) ? null : new XAttribute(name, value);

    public XElement Element(string name, params object?[] content) => new(dmn + name, content);

    public XElement? Optional(string name, string? text) => text is null ? null : new XElement(dmn + name, text);

    /// <summary>An element around a text child: a cell, allowed values.</summary>
    public XElement? Text(string name, string? text) => text is null ? null : Cell(name, text);

    public XElement Cell(string name, string text, params object?[] attributes) => new(dmn + name, attributes, new XElement(dmn + "text", text));

    public object?[] Identity(string id, string name, string? description) =>
        [Attribute("id", id), new XAttribute("name", name), Optional("description", description)];

    public XElement Variable(string name, Variable variable) =>
        new(dmn + name, Attribute("id", variable.Id), new XAttribute("name", variable.Name), Attribute("typeRef", variable.TypeRef));

    public IEnumerable<XElement> Requirements(string owner, Requirements requirements) => WrittenRequirement.Of(owner, requirements)
        .Select(needed => new XElement(dmn + needed.Element, new XAttribute("id", needed.Id), new XElement(dmn + needed.Reference, new XAttribute("href", needed.Href))));

    public IEnumerable<XElement> Hrefs(string name, IEnumerable<string> hrefs) => hrefs.Select(href => new XElement(dmn + name, new XAttribute("href", href)));
}
