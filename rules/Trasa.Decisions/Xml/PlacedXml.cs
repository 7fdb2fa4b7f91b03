using System.Xml;
using System.Xml.Linq;
using Trasa.Decisions.Model;

namespace Trasa.Decisions.Xml;

/// <summary>
/// Loads elements with their places. The loader of the framework notes the place of every attribute as well and has no limit of
/// depth; this one does neither need twice the memory nor run out of stack.
/// </summary>
internal static class PlacedXml
{
    public static XElement Load(XmlReader reader, int maxDepth)
    {
        var lines = reader as IXmlLineInfo;
        XElement? root = null, current = null;
        // Nearly all elements of a file are of one namespace, so it is looked up when it changes.
        var (address, space) = ("", XNamespace.None);
        while (reader.Read())
        {
            if (reader.Depth > maxDepth) throw new XmlException($"Elements are nested deeper than {maxDepth} levels.", null, lines?.LineNumber ?? 0, lines?.LinePosition ?? 0);
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    if (!ReferenceEquals(address, reader.NamespaceURI)) (address, space) = (reader.NamespaceURI, reader.NamespaceURI);
                    var element = Read(reader, space, new Place(lines?.LineNumber ?? 0, lines?.LinePosition ?? 0), out var isEmpty);
                    current?.Add(element);
                    root ??= element;
                    if (!isEmpty) current = element;
                    break;
                case XmlNodeType.EndElement:
                    current = current!.Parent;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                    current?.Add(reader.Value);
                    break;
            }
        }
        return root ?? throw new XmlException("The file holds no element.");
    }

    public static Place PlaceOf(XObject node) => node.Annotation<Note>()?.Place ?? default;

    private static XElement Read(XmlReader reader, XNamespace space, Place place, out bool isEmpty)
    {
        var element = new XElement(space + reader.LocalName);
        element.AddAnnotation(new Note(place));
        isEmpty = reader.IsEmptyElement;
        while (reader.MoveToNextAttribute())
        {
            // The declaration of the default namespace is the one attribute whose name has no namespace of its own.
            var of = reader.Prefix.Length == 0 ? XNamespace.None : reader.NamespaceURI;
            element.Add(new XAttribute(of + reader.LocalName, reader.Value));
        }
        return element;
    }

    private sealed record Note(Place Place);
}
