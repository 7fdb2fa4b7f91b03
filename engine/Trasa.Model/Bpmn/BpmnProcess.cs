using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Trasa.Model.Workflows;

namespace Trasa.Model.Bpmn;

/// <summary>One process, or one sub-process, as a flowchart.</summary>
internal sealed class BpmnProcess(XDocument document, List<BpmnNote> notes)
{
    private static readonly HashSet<string> s_quiet = ["extensionElements", "documentation", "incoming", "outgoing", "sequenceFlow", "laneSet", "association", "ioSpecification", "property", "group", "category"];

    private readonly Dictionary<string, BpmnBounds> _places = BpmnBounds.In(document);
    private readonly HashSet<string> _ids = [];

    public JsonObject Flowchart(XElement process, string id, string name)
    {
        var flows = process.Elements(BpmnNames.Bpmn + "sequenceFlow").ToList();
        var activities = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        var elements = new BpmnElements(this, flows, BpmnMarks.People(process, notes), notes);
        foreach (var element in process.Elements().Where(element => element.Name.Namespace == BpmnNames.Bpmn && !s_quiet.Contains(element.Name.LocalName) && element.Name.LocalName is not ("boundaryEvent" or "textAnnotation")))
            if (element.Text("id") is { } elementId && elements.Activity(element) is { } activity) activities[elementId] = Placed(activity, elementId);
        foreach (var edge in process.Elements(BpmnNames.Bpmn + "boundaryEvent")) elements.Boundary(edge, activities);
        var connections = flows.Select(flow => Connect(flow, activities, elements)).OfType<JsonObject>().ToArray<JsonNode?>();
        return new()
        {
            ["id"] = id, ["name"] = id, ["type"] = "Elsa.Flowchart", ["version"] = 1,
            ["customProperties"] = BpmnMarks.Read(process, _places, notes),
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
}
