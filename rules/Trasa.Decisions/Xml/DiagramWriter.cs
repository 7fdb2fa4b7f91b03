using System.Globalization;
using System.Xml.Linq;
using Trasa.Decisions.Model;

namespace Trasa.Decisions.Xml;

/// <summary>
/// Draws the graph of a model (DMN 1.5, chapter 13): what is needed stands below what needs it. Editors show no graph, and some
/// not even the tables, of a file without a drawing.
/// </summary>
internal static class DiagramWriter
{
    private const int Margin = 160;
    private const int Aside = 120;
    private const int Between = 60;
    private const int Layer = 150;

    private static readonly XNamespace Shapes = DmnNames.DiagramShapes;
    private static readonly XNamespace Lines = DmnNames.DiagramLines;

    /// <summary>The prefixes, declared once on the root.</summary>
    public static IEnumerable<XAttribute> Prefixes(string version) =>
        [new(XNamespace.Xmlns + "dmndi", Diagram(version)), new(XNamespace.Xmlns + "dc", Shapes.NamespaceName), new(XNamespace.Xmlns + "di", Lines.NamespaceName)];

    public static XElement Write(Definitions definitions, string version)
    {
        XNamespace diagram = Diagram(version);
        var boxes = Boxes(definitions);
        return new XElement(diagram + "DMNDI", new XElement(
            diagram + "DMNDiagram",
            new XAttribute("id", "diagram"),
            boxes.Values.Select(box => new XElement(diagram + "DMNShape", new XAttribute("id", $"shape-{box.Id}"), new XAttribute("dmnElementRef", box.Id), Bounds(box))),
            from element in Elements(definitions)
            from needed in WrittenRequirement.Of(element.Id, element.Needs)
            where boxes.ContainsKey(needed.Href.TrimStart('#'))
            select new XElement(
                diagram + "DMNEdge", new XAttribute("id", $"line-{needed.Id}"), new XAttribute("dmnElementRef", needed.Id),
                Waypoint(boxes[needed.Href.TrimStart('#')], 0), Waypoint(boxes[element.Id], 1)),
            from association in definitions.Annotations.SelectMany(WrittenAssociation.Of)
            where boxes.ContainsKey(association.Target.TrimStart('#'))
            select new XElement(
                diagram + "DMNEdge", new XAttribute("id", $"line-{association.Id}"), new XAttribute("dmnElementRef", association.Id),
                Waypoint(boxes[association.Source.TrimStart('#')], 0), Waypoint(boxes[association.Target.TrimStart('#')], 1))));
    }

    private static string Diagram(string version) => version == DmnNames.Dmn13 ? DmnNames.DiagramDmn13 : DmnNames.DiagramDmn15;

    private static XElement Bounds(Box box) => new(
        Shapes + "Bounds",
        new XAttribute("height", Number(box.Height)), new XAttribute("width", Number(box.Width)), new XAttribute("x", Number(box.X)), new XAttribute("y", Number(box.Y)));

    /// <summary>A line leaves at the top of what is needed and arrives at the bottom of what needs it.</summary>
    private static XElement Waypoint(Box box, int heights) =>
        new(Lines + "waypoint", new XAttribute("x", Number(box.X + box.Width / 2)), new XAttribute("y", Number(box.Y + heights * box.Height)));

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Everything that is drawn, in the order of the file.</summary>
    private static IEnumerable<(string Id, int Width, int Height, Requirements Needs)> Elements(Definitions definitions) =>
    [
        .. definitions.Inputs.Select(input => (input.Id, 150, 45, Requirements.None)),
        .. definitions.KnowledgeModels.Select(model => (model.Id, 150, 50, model.Requirements)),
        .. definitions.Sources.Select(source => (source.Id, 100, 63, Requirements.None with { Authorities = source.Authorities })),
        .. definitions.Annotations.Select(annotation => (annotation.Id, 200, 50, Requirements.None)),
        .. definitions.Decisions.Select(decision => (decision.Id, 180, 80, decision.Requirements)),
    ];

    private static Dictionary<string, Box> Boxes(Definitions definitions)
    {
        var elements = Elements(definitions).DistinctBy(element => element.Id).ToArray();
        var heights = Heights(elements.ToDictionary(element => element.Id, element => WrittenRequirement.Of(element.Id, element.Needs).Select(needed => needed.Href.TrimStart('#')).ToArray()));
        var top = heights.Values.DefaultIfEmpty(0).Max();
        var boxes = new Dictionary<string, Box>(StringComparer.Ordinal);
        foreach (var layer in elements.GroupBy(element => heights[element.Id]))
        {
            // Every other layer stands aside, so that lines over two layers can be seen.
            var x = Margin + layer.Key % 2 * Aside;
            foreach (var (id, width, height, _) in layer)
            {
                boxes[id] = new(id, x, Between + (top - layer.Key) * Layer, width, height);
                x += width + Between;
            }
        }

        return boxes;
    }

    /// <summary>
    /// One above the highest of what an element needs. With a stack of its own, since a chain may be long; a circle, which does
    /// not run but must be written, ends where it closes.
    /// </summary>
    private static Dictionary<string, int> Heights(Dictionary<string, string[]> needs)
    {
        var heights = new Dictionary<string, int>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(needs.Keys);
        while (open.TryPeek(out var id))
        {
            if (seen.Add(id))
            {
                foreach (var needed in needs[id])
                    if (needs.ContainsKey(needed) && !seen.Contains(needed)) open.Push(needed);
                continue;
            }
            open.Pop();
            heights[id] = needs[id].Where(needs.ContainsKey).Select(needed => 1 + heights.GetValueOrDefault(needed)).DefaultIfEmpty(0).Max();
        }

        return heights;
    }

    private sealed record Box(string Id, int X, int Y, int Width, int Height);
}
