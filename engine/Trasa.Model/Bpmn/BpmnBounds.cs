using System.Globalization;
using System.Xml.Linq;

namespace Trasa.Model.Bpmn;

/// <summary>
/// Where an element is drawn. BPMN draws wide; our cards are 200 wide, so that distances grow a little on the way in and
/// shrink on the way out.
/// </summary>
internal readonly record struct BpmnBounds(double X, double Y, double Width, double Height)
{
    private const double Across = 1.6;
    private const double Down = 1.2;

    public BpmnBounds Outwards() => new(X / Across, Y / Down, Width / Across, Height / Down);

    public XElement Shape(string element, params object[] more) => new(
        BpmnNames.Di + "BPMNShape", new XAttribute("id", element + "_shape"), new XAttribute("bpmnElement", element), more,
        new XElement(BpmnNames.Dc + "Bounds", Whole("x", X), Whole("y", Y), Whole("width", Width), Whole("height", Height)));

    public static Dictionary<string, BpmnBounds> In(XDocument document)
    {
        var places = new Dictionary<string, BpmnBounds>(StringComparer.Ordinal);
        foreach (var shape in document.Descendants(BpmnNames.Di + "BPMNShape"))
            if (shape.Text("bpmnElement") is { } element && shape.Element(BpmnNames.Dc + "Bounds") is { } bounds)
                places[element] = new(Math.Round(Number(bounds, "x") * Across), Math.Round(Number(bounds, "y") * Down), Math.Round(Number(bounds, "width") * Across), Math.Round(Number(bounds, "height") * Down));
        return places;
    }

    private static XAttribute Whole(string name, double number) => new(name, Math.Round(number).ToString(CultureInfo.InvariantCulture));

    private static double Number(XElement element, string attribute) =>
        double.TryParse(element.Text(attribute), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
