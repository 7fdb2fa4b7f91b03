using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Trasa.Model.Workflows;

namespace Trasa.Model.Bpmn;

/// <summary>
/// Takes a workflow out as BPMN 2.0. Every activity also carries itself in an extension, so that the file comes back whole
/// from a tool that leaves extensions alone; the report says what other tools see less of.
/// </summary>
public static class BpmnWriter
{
    private static readonly XNamespace s_bpmn = BpmnNames.Bpmn;

    public static (string Xml, BpmnReport Report) Write(WorkflowDefinition definition)
    {
        var (notes, shapes) = (new List<BpmnNote>(), new List<XElement>());
        var process = new XElement(s_bpmn + "process", new XAttribute("id", Id(definition.DefinitionId)), new XAttribute("name", definition.Name), new XAttribute("isExecutable", "true"));
        if (definition.Json["description"]?.ToString() is { Length: > 0 } text) process.Add(new XElement(s_bpmn + "documentation", text));
        process.Add(new XElement(s_bpmn + "extensionElements", new XElement(BpmnNames.Definition, Outside(definition).ToJsonString())));
        if (definition.Root is { } root) Flow(process, root, notes, shapes);
        var document = new XElement(
            s_bpmn + "definitions",
            new XAttribute(XNamespace.Xmlns + "bpmn", s_bpmn), new XAttribute(XNamespace.Xmlns + "bpmndi", BpmnNames.Di), new XAttribute(XNamespace.Xmlns + "dc", BpmnNames.Dc),
            new XAttribute(XNamespace.Xmlns + "di", BpmnNames.Line), new XAttribute(XNamespace.Xmlns + "trasa", BpmnNames.Trasa),
            new XAttribute("id", "definitions"), new XAttribute("targetNamespace", "urn:trasa"), process,
            new XElement(BpmnNames.Di + "BPMNDiagram", new XElement(BpmnNames.Di + "BPMNPlane", new XAttribute("bpmnElement", Id(definition.DefinitionId)), shapes)));
        return (new XDocument(new XDeclaration("1.0", "UTF-8", null), document).ToString(), new(notes));
    }

    private static JsonObject Outside(WorkflowDefinition definition)
    {
        var outside = new JsonObject();
        foreach (var name in (string[])["variables", "inputs", "outputs", "customProperties", "options"])
            if (definition.Json[name] is { } value) outside[name] = value.DeepClone();
        return outside;
    }

    private static void Flow(XElement process, ActivityNode owner, List<BpmnNote> notes, List<XElement> shapes)
    {
        IReadOnlyList<ActivityNode> activities = owner.Activities.Count > 0 || owner.Type == "Elsa.Flowchart" ? owner.Activities : [owner];
        var connections = owner.Type == "Elsa.Flowchart" ? owner.Connections : [.. activities.Zip(activities.Skip(1), (from, to) => Connection.Create(from.Id, "Done", to.Id))];
        BpmnMarks.Write(process, owner, activities, Id, shapes);
        foreach (var (activity, index) in activities.Select((activity, index) => (activity, index)))
        {
            process.Add(Element(activity, notes, shapes));
            var (x, y) = activity.Position ?? (60 + (index * 260), 120);
            var at = new BpmnBounds(x, y, 0, 0).Outwards();
            shapes.Add(Shape(Id(activity.Id), at.X, at.Y, BpmnTypes.Of(activity)));
            foreach (var boundary in Boundaries.Of(activity))
            {
                process.Add(Edge(activity, boundary));
                shapes.Add(Shape(EdgeId(activity, boundary), at.X + 60, at.Y + 60, "boundaryEvent"));
            }
        }

        foreach (var (connection, index) in connections.Select((connection, index) => (connection, index)))
            process.Add(Arrow(owner, connection, index, activities));
    }

    private static XElement Element(ActivityNode activity, List<BpmnNote> notes, List<XElement> shapes)
    {
        var type = BpmnTypes.Of(activity);
        var element = new XElement(s_bpmn + type, new XAttribute("id", Id(activity.Id)), new XAttribute("name", activity.Label));
        element.Add(new XElement(s_bpmn + "extensionElements", new XElement(BpmnNames.Activity, activity.Json.ToJsonString())));
        notes.Add(BpmnTypes.Note(activity, type));
        switch (activity.Type)
        {
            case "Elsa.Event" when type is "startEvent" or "intermediateCatchEvent":
                element.Add(new XElement(s_bpmn + "messageEventDefinition"));
                break;
            case "Elsa.Timer" or "Elsa.Cron" or "Elsa.StartAt" or "Elsa.Delay" or "Trasa.Delay":
                element.Add(Timer(activity.Input("duration") ?? activity.Input("timeSpan") ?? activity.Input("interval") ?? activity.Input("cronExpression")));
                break;
            case "Elsa.PublishEvent":
                element.Add(new XElement(s_bpmn + "messageEventDefinition"));
                break;
            case "Elsa.RunJavaScript":
                element.Add(new XElement(s_bpmn + "script", activity.Input("script")?.Text ?? ""));
                break;
            case "Elsa.Flowchart" or "Elsa.Sequence":
                Flow(element, activity, notes, shapes);
                break;
        }

        return element;
    }

    private static XElement Edge(ActivityNode activity, Boundary boundary) => new(
        s_bpmn + "boundaryEvent", new XAttribute("id", EdgeId(activity, boundary)), new XAttribute("name", boundary.Outcome), new XAttribute("attachedToRef", Id(activity.Id)),
        new XAttribute("cancelActivity", boundary.IsInterrupting ? "true" : "false"),
        boundary.IsTimer ? Timer(boundary.Duration ?? boundary.DueDate) : new XElement(s_bpmn + "messageEventDefinition"));

    private static XElement Timer(ExpressionSource? duration) =>
        new(s_bpmn + "timerEventDefinition", new XElement(s_bpmn + "timeDuration", duration?.Text ?? "P1D"));

    private static XElement Arrow(ActivityNode owner, Connection connection, int index, IReadOnlyList<ActivityNode> activities)
    {
        var source = activities.FirstOrDefault(activity => activity.Id == connection.SourceId);
        var edge = source is null ? null : Boundaries.Of(source).FirstOrDefault(boundary => boundary.Outcome == connection.SourcePort);
        var arrow = new XElement(
            s_bpmn + "sequenceFlow", new XAttribute("id", $"{Id(owner.Id)}_arrow{index.ToString(CultureInfo.InvariantCulture)}"),
            new XAttribute("sourceRef", edge is null ? Id(connection.SourceId ?? "") : EdgeId(source!, edge)), new XAttribute("targetRef", Id(connection.TargetId ?? "")),
            new XAttribute(BpmnNames.Trasa + "port", connection.SourcePort));
        if (connection.SourcePort != "Done") arrow.Add(new XAttribute("name", connection.SourcePort));
        if (source is not null && BpmnTypes.Condition(source, connection.SourcePort) is { } condition) arrow.Add(new XElement(s_bpmn + "conditionExpression", condition));
        return arrow;
    }

    private static XElement Shape(string element, double x, double y, string type)
    {
        var (width, height) = type.EndsWith("Event", StringComparison.Ordinal) ? (36, 36) : type.EndsWith("Gateway", StringComparison.Ordinal) ? (50, 50) : (100, 80);
        return new BpmnBounds(x, y, width, height).Shape(element);
    }

    private static string EdgeId(ActivityNode activity, Boundary boundary) => Id($"{activity.Id}_{BpmnNames.Slug(boundary.Outcome)}");

    /// <summary>XML identifiers begin with a letter.</summary>
    private static string Id(string id) => id.Length > 0 && char.IsAsciiLetter(id[0]) ? id.Replace(':', '_').Replace(' ', '_') : $"id_{id.Replace(':', '_').Replace(' ', '_')}";
}
