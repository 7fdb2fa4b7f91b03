using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Trasa.Model.Workflows;

namespace Trasa.Model.Bpmn;

/// <summary>One process, or one sub-process, as a flowchart.</summary>
internal sealed class BpmnProcess(XDocument document, List<BpmnNote> notes)
{
    private static readonly HashSet<string> s_quiet = ["extensionElements", "documentation", "incoming", "outgoing", "sequenceFlow", "laneSet", "association", "ioSpecification", "property"];

    private readonly Dictionary<string, (double X, double Y)> _places = PlacesIn(document);
    private readonly HashSet<string> _ids = [];

    public JsonObject Flowchart(XElement process, string id, string name)
    {
        var flows = process.Elements(BpmnNames.Bpmn + "sequenceFlow").ToList();
        var lanes = LanesOf(process);
        var activities = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        var elements = new BpmnElements(this, flows, lanes, notes);
        foreach (var element in process.Elements().Where(element => element.Name.Namespace == BpmnNames.Bpmn && !s_quiet.Contains(element.Name.LocalName) && element.Name.LocalName is not ("boundaryEvent" or "textAnnotation")))
            if (element.Text("id") is { } elementId && elements.Activity(element) is { } activity) activities[elementId] = Placed(activity, elementId);
        foreach (var edge in process.Elements(BpmnNames.Bpmn + "boundaryEvent")) elements.Boundary(edge, activities);
        var connections = flows.Select(flow => Connect(flow, activities, elements)).OfType<JsonObject>().ToArray<JsonNode?>();
        var annotations = process.Elements(BpmnNames.Bpmn + "textAnnotation").Select(Note).ToArray<JsonNode?>();
        return new()
        {
            ["id"] = id, ["name"] = id, ["type"] = "Elsa.Flowchart", ["version"] = 1,
            ["customProperties"] = annotations.Length == 0 ? new JsonObject() : new JsonObject { ["notes"] = new JsonArray(annotations) },
            ["metadata"] = new JsonObject { ["displayText"] = name }, ["variables"] = new JsonArray(),
            ["activities"] = new JsonArray([.. activities.Values]), ["connections"] = new JsonArray(connections),
        };
    }

    /// <summary>An id of ours: letters and digits, unique in the workflow.</summary>
    public string Id(string wanted)
    {
        var id = string.Concat(wanted.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-'));
        if (id.Length == 0) id = "step";
        var unique = id;
        for (var number = 2; !_ids.Add(unique); number++) unique = id + number.ToString(CultureInfo.InvariantCulture);
        return unique;
    }

    public static JsonObject? Json(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonObject? Connect(XElement flow, Dictionary<string, JsonObject> activities, BpmnElements elements)
    {
        var (source, target) = (flow.Text("sourceRef") ?? "", flow.Text("targetRef") ?? "");
        var from = elements.BoundaryAt(source);
        if (!activities.TryGetValue(from?.Activity ?? source, out var begin) || !activities.TryGetValue(target, out var end)) return null;
        var port = from?.Outcome ?? elements.Port(source, flow);
        return Connection.Create(begin["id"]!.GetValue<string>(), port, end["id"]!.GetValue<string>()).Json;
    }

    private JsonObject Placed(JsonObject activity, string element)
    {
        if (activity["metadata"] is not JsonObject metadata) activity["metadata"] = metadata = [];
        if (_places.TryGetValue(element, out var at)) metadata["designer"] = new JsonObject { ["position"] = new JsonObject { ["x"] = at.X, ["y"] = at.Y } };
        return activity;
    }

    private JsonNode Note(XElement annotation, int index)
    {
        var at = _places.GetValueOrDefault(annotation.Text("id") ?? "");
        notes.Add(new(BpmnFate.Kept, "textAnnotation", "", "A note."));
        return new JsonObject { ["id"] = $"note{index + 1}", ["text"] = annotation.Child("text")?.Value ?? "", ["x"] = at.X, ["y"] = at.Y, ["width"] = 220, ["height"] = 110 };
    }

    private Dictionary<string, string> LanesOf(XElement process)
    {
        var lanes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var lane in process.Elements(BpmnNames.Bpmn + "laneSet").Elements(BpmnNames.Bpmn + "lane"))
        {
            var name = lane.Text("name") ?? lane.Text("id") ?? "";
            foreach (var member in lane.Elements(BpmnNames.Bpmn + "flowNodeRef")) lanes[member.Value.Trim()] = name;
            notes.Add(new(BpmnFate.Degraded, "lane", name, $"Its user tasks go to position:{BpmnNames.Slug(name)}; check that this position is there."));
        }

        return lanes;
    }

    /// <summary>BPMN draws wide; our cards are 200 wide, so that distances grow a little.</summary>
    private static Dictionary<string, (double X, double Y)> PlacesIn(XDocument document)
    {
        var places = new Dictionary<string, (double X, double Y)>(StringComparer.Ordinal);
        foreach (var shape in document.Descendants(BpmnNames.Di + "BPMNShape"))
            if (shape.Text("bpmnElement") is { } element && shape.Element(BpmnNames.Dc + "Bounds") is { } bounds)
                places[element] = (Math.Round(Number(bounds, "x") * 1.6), Math.Round(Number(bounds, "y") * 1.2));
        return places;
    }

    private static double Number(XElement element, string attribute) =>
        double.TryParse(element.Text(attribute), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
