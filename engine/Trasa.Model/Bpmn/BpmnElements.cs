using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Trasa.Model.Bpmn;

/// <summary>What each element of a process becomes.</summary>
internal sealed class BpmnElements(BpmnProcess process, IReadOnlyList<XElement> flows, Dictionary<string, string> lanes, List<BpmnNote> notes)
{
    private readonly Dictionary<string, Dictionary<string, string>> _ports = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Activity, string Outcome)> _boundaries = new(StringComparer.Ordinal);

    public (string Activity, string Outcome)? BoundaryAt(string element) => _boundaries.TryGetValue(element, out var found) ? found : null;

    /// <summary>The outcome that an arrow leaves from.</summary>
    public string Port(string source, XElement flow) =>
        _ports.TryGetValue(source, out var ports) && ports.TryGetValue(flow.Text("id") ?? "", out var port) ? port : flow.Attribute(BpmnNames.Trasa + "port")?.Value ?? "Done";

    public JsonObject? Activity(XElement element)
    {
        if (element.Child("extensionElements")?.Element(BpmnNames.Activity) is { } kept && BpmnProcess.Json(kept.Value) is { } ours)
        {
            ours["id"] = process.Id(ours["id"]?.ToString() ?? element.Text("id")!);
            return Noted(BpmnFate.Kept, element, ours, "The activity as it was taken out.");
        }

        return element.Name.LocalName switch
        {
            "startEvent" => Start(element),
            "endEvent" => End(element),
            "task" or "manualTask" or "userTask" => UserTask(element),
            "serviceTask" => Degraded(element, "Elsa.RunTask", "Waits until another system has done it and answers (POST /api/tasks); choose the activity that really does it.", ("taskName", Literal(Name(element)))),
            "sendTask" => Degraded(element, "Elsa.PublishEvent", "Publishes an event; use a message activity when a person is written to.", ("eventName", Literal(BpmnNames.Slug(Name(element))))),
            "receiveTask" => Make(element, "Elsa.Event", ("eventName", Literal(MessageOf(element)))),
            "businessRuleTask" => Degraded(element, "Trasa.Decide", "Choose the decision.", ("decision", Literal(BpmnNames.Slug(Name(element))))),
            "scriptTask" => Degraded(element, "Elsa.RunJavaScript", "The script is kept as it is; check that it is JavaScript.", ("script", Expression("Literal", element.Child("script")?.Value ?? ""))),
            "exclusiveGateway" or "inclusiveGateway" => Choice(element),
            "parallelGateway" => Parallel(element),
            "intermediateCatchEvent" => Catch(element),
            "intermediateThrowEvent" => Throw(element),
            "subProcess" => SubProcess(element),
            "callActivity" => Degraded(element, "Elsa.ExecuteWorkflow", "Choose the workflow that is called.", ("workflowDefinitionId", Literal(element.Text("calledElement") ?? BpmnNames.Slug(Name(element))))),
            _ => Dropped(element),
        };
    }

    /// <summary>Timers and messages at the edge become outcomes of the activity.</summary>
    public void Boundary(XElement edge, Dictionary<string, JsonObject> activities)
    {
        if (edge.Text("attachedToRef") is not { } host || !activities.TryGetValue(host, out var activity)) return;
        var outcome = edge.Text("name") ?? (edge.Child("timerEventDefinition") is null ? "Happened" : "Overdue");
        var timer = Timer(edge);
        var message = timer is null && IsMessage(edge) ? MessageOf(edge) : null;
        if (timer is null && message is null)
        {
            notes.Add(new(BpmnFate.Dropped, "boundaryEvent", outcome, "Only timers and messages can stand at the edge; errors are caught by the activity Try."));
            return;
        }

        _boundaries[edge.Text("id") ?? ""] = (host, outcome);
        if (activity["customProperties"] is not JsonObject custom) activity["customProperties"] = custom = [];
        if (custom["boundaries"] is not JsonArray boundaries) custom["boundaries"] = boundaries = [];
        notes.Add(new(BpmnFate.Kept, "boundaryEvent", outcome, "At the edge of its activity."));
        if (boundaries.OfType<JsonObject>().Any(boundary => boundary["outcome"]?.ToString() == outcome)) return;
        var json = new JsonObject { ["kind"] = timer is null ? "event" : "timer", ["outcome"] = outcome, ["interrupting"] = edge.Attribute("cancelActivity")?.Value != "false" };
        if (timer is null) json["eventName"] = message;
        else json["duration"] = timer;
        boundaries.Add((JsonNode)json);
    }

    private JsonObject Start(XElement element)
    {
        if (Timer(element) is { } every) return Noted(BpmnFate.Degraded, element, Starting(Make(element, "Elsa.Timer", ("interval", Literal(every)))), "Starts by the clock; check how often.");
        return IsMessage(element)
            ? Noted(BpmnFate.Kept, element, Starting(Make(element, "Elsa.Event", ("eventName", Literal(MessageOf(element))))), "Starts when the event happens.")
            : Make(element, "Elsa.Start");
    }

    private JsonObject End(XElement element) => element.Child("errorEventDefinition") is not null
        ? Degraded(element, "Elsa.Fault", "Ends with a fault, which somebody is told of.", ("message", Literal(Name(element))))
        : Make(element, element.Child("terminateEventDefinition") is not null ? "Elsa.Finish" : "Elsa.End");

    private JsonObject UserTask(XElement element)
    {
        var lane = lanes.GetValueOrDefault(element.Text("id") ?? "");
        var group = element.Attributes().FirstOrDefault(attribute => attribute.Name.LocalName == "candidateGroups")?.Value;
        var task = Make(element, "Trasa.UserTask", ("title", Literal(Name(element))), ("outcomes", Expression("Object", """["Done"]""")));
        if ((group is null ? lane : $"team:{BpmnNames.Slug(group.Split(',')[0])}") is { } address) task["candidates"] = Literal(address);
        else notes.Add(new(BpmnFate.Degraded, element.Name.LocalName, Name(element), "Nobody is named who may take it; choose candidates."));
        return task;
    }

    private JsonObject Choice(XElement element)
    {
        var outgoing = Outgoing(element);
        if (outgoing.Count < 2) return Make(element, "Elsa.FlowJoin", ("mode", Literal("Stream")));
        var (cases, ports) = (new JsonArray(), new Dictionary<string, string>(StringComparer.Ordinal));
        var byDefault = element.Text("default");
        foreach (var (flow, index) in outgoing.Select((flow, index) => (flow, index)))
        {
            var condition = flow.Child("conditionExpression")?.Value.Trim();
            if (flow.Text("id") == byDefault || (condition is null or "" && byDefault is null && index == outgoing.Count - 1))
            {
                ports[flow.Text("id") ?? ""] = "Default";
                continue;
            }

            var label = flow.Text("name") ?? $"Case {index + 1}";
            while (cases.OfType<JsonObject>().Any(other => other["label"]?.ToString() == label)) label += "'";
            ports[flow.Text("id") ?? ""] = label;
            cases.Add((JsonNode)new JsonObject { ["label"] = label, ["condition"] = new JsonObject { ["type"] = "Feel", ["value"] = Feel(condition) } });
            if (condition is null or "") notes.Add(new(BpmnFate.Degraded, "sequenceFlow", label, "The diagram gives no condition; write one."));
            else if (Feel(condition) != condition) notes.Add(new(BpmnFate.Degraded, "sequenceFlow", label, $"The condition {condition} is taken for FEEL; check it."));
        }

        _ports[element.Text("id")!] = ports;
        var choice = Make(element, "Elsa.FlowSwitch", ("cases", cases));
        if (element.Name.LocalName == "inclusiveGateway") choice["mode"] = Literal("MatchAny");
        return choice;
    }

    private JsonObject Parallel(XElement element)
    {
        var outgoing = Outgoing(element);
        if (outgoing.Count < 2) return Make(element, "Elsa.FlowJoin", ("mode", Literal("WaitAll")));
        if (flows.Count(flow => flow.Text("targetRef") == element.Text("id")) > 1) notes.Add(new(BpmnFate.Degraded, "parallelGateway", Name(element), "It joins and splits at once; put a join before it."));
        var ports = outgoing.Select((flow, index) => (Id: flow.Text("id") ?? "", Name: flow.Text("name") ?? $"Branch {index + 1}")).ToDictionary(port => port.Id, port => port.Name);
        _ports[element.Text("id")!] = ports;
        return Make(element, "Elsa.FlowFork", ("branches", Expression("Object", new JsonArray([.. ports.Values.Select(name => (JsonNode)name)]).ToJsonString())));
    }

    private JsonObject? Catch(XElement element)
    {
        if (Timer(element) is { } duration) return Make(element, "Trasa.Delay", ("duration", Literal(duration)));
        return IsMessage(element) ? Make(element, "Elsa.Event", ("eventName", Literal(MessageOf(element)))) : Dropped(element);
    }

    private JsonObject? Throw(XElement element) => IsMessage(element) ? Make(element, "Elsa.PublishEvent", ("eventName", Literal(MessageOf(element)))) : Dropped(element);

    private JsonObject SubProcess(XElement element)
    {
        notes.Add(new(BpmnFate.Kept, "subProcess", Name(element), "A flowchart inside."));
        return process.Flowchart(element, process.Id(element.Text("id")!), Name(element));
    }

    private List<XElement> Outgoing(XElement element) => [.. flows.Where(flow => flow.Text("sourceRef") == element.Text("id"))];

    private JsonObject Make(XElement element, string type, params (string Name, JsonNode? Value)[] members)
    {
        var id = process.Id(element.Text("id")!);
        var metadata = new JsonObject { ["displayText"] = Name(element) };
        if (element.Child("documentation")?.Value is { Length: > 0 } text) metadata["description"] = text;
        var json = new JsonObject { ["id"] = id, ["name"] = id, ["type"] = type, ["version"] = 1, ["customProperties"] = new JsonObject(), ["metadata"] = metadata };
        foreach (var (name, value) in members) json[name] = value;
        if (!notes.Any(note => note.Text == type && note.Name == Name(element))) notes.Add(new(BpmnFate.Kept, element.Name.LocalName, Name(element), type));
        return json;
    }

    private JsonObject Degraded(XElement element, string type, string text, params (string Name, JsonNode? Value)[] members) => Noted(BpmnFate.Degraded, element, Make(element, type, members), text);

    /// <summary>Says something else about the element than what was said last.</summary>
    private JsonObject Noted(BpmnFate fate, XElement element, JsonObject activity, string text)
    {
        notes.RemoveAll(note => note.Element == element.Name.LocalName && note.Name == Name(element) && note.Text == activity["type"]?.ToString());
        notes.Add(new(fate, element.Name.LocalName, Name(element), text));
        return activity;
    }

    private JsonObject? Dropped(XElement element)
    {
        notes.Add(new(BpmnFate.Dropped, element.Name.LocalName, Name(element), "There is nothing like it here; its arrows are gone with it."));
        return null;
    }

    private static JsonObject Starting(JsonObject activity)
    {
        activity["customProperties"]!["canStartWorkflow"] = true;
        return activity;
    }

    private static string Name(XElement element) => element.Text("name")?.ReplaceLineEndings(" ") ?? element.Text("id") ?? element.Name.LocalName;

    private static string? Timer(XElement element) => element.Child("timerEventDefinition") is { } timer
        ? (timer.Child("timeDuration") ?? timer.Child("timeCycle") ?? timer.Child("timeDate"))?.Value.Trim() is { Length: > 0 } text ? text : "P1D"
        : null;

    private static bool IsMessage(XElement element) => element.Child("messageEventDefinition") is not null || element.Child("signalEventDefinition") is not null;

    private static string MessageOf(XElement element)
    {
        var reference = element.Text("messageRef") ?? element.Child("messageEventDefinition")?.Text("messageRef") ?? element.Child("signalEventDefinition")?.Text("signalRef");
        var declared = reference is null ? null : element.Document!.Root!.Elements().FirstOrDefault(candidate => candidate.Text("id") == reference)?.Text("name");
        return declared ?? BpmnNames.Slug(Name(element));
    }

    /// <summary><c>${amount &gt; 10 &amp;&amp; approved == true}</c> as FEEL writes it.</summary>
    private static string Feel(string? condition)
    {
        if (condition is null or "") return "false";
        var text = condition.StartsWith("${", StringComparison.Ordinal) && condition.EndsWith('}') ? condition[2..^1].Trim() : condition.TrimStart('=').Trim();
        return text.Replace("==", "=", StringComparison.Ordinal).Replace("&&", "and", StringComparison.Ordinal).Replace("||", "or", StringComparison.Ordinal).Replace('\'', '"');
    }

    private static JsonObject Literal(string value) => Expression("Literal", value);

    private static JsonObject Expression(string language, string value) =>
        new() { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = language, ["value"] = value } };
}
