using System.Text.Json.Nodes;
using Trasa.Model.Bpmn;
using Trasa.Model.Workflows;

namespace Trasa.Model.Tests.Bpmn;

/// <summary>BPMN 2.0 in and out.</summary>
public sealed class BpmnTests
{
    private const string Leave = """
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="d">
          <bpmn:message id="m1" name="leave.withdrawn" />
          <bpmn:process id="leave" name="Leave request" isExecutable="true">
            <bpmn:laneSet><bpmn:lane id="l1" name="Line manager"><bpmn:flowNodeRef>approve</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>
            <bpmn:startEvent id="start" name="Filed" />
            <bpmn:userTask id="approve" name="Approve leave" />
            <bpmn:boundaryEvent id="late" name="Too late" attachedToRef="approve" cancelActivity="false"><bpmn:timerEventDefinition><bpmn:timeDuration>PT16H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
            <bpmn:boundaryEvent id="gone" name="Withdrawn" attachedToRef="approve"><bpmn:messageEventDefinition messageRef="m1" /></bpmn:boundaryEvent>
            <bpmn:boundaryEvent id="err" name="Broken" attachedToRef="approve"><bpmn:errorEventDefinition /></bpmn:boundaryEvent>
            <bpmn:exclusiveGateway id="choice" name="Long?" default="f5" />
            <bpmn:scriptTask id="script" name="Count"><bpmn:script>days + 1</bpmn:script></bpmn:scriptTask>
            <bpmn:subProcess id="sub" name="Record it">
              <bpmn:startEvent id="s1" /><bpmn:serviceTask id="svc" name="Book" /><bpmn:sequenceFlow id="sf" sourceRef="s1" targetRef="svc" />
            </bpmn:subProcess>
            <bpmn:complexGateway id="complex" name="Magic" />
            <bpmn:endEvent id="end" name="Over" />
            <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="approve" />
            <bpmn:sequenceFlow id="f2" sourceRef="approve" targetRef="choice" />
            <bpmn:sequenceFlow id="f3" sourceRef="late" targetRef="script" />
            <bpmn:sequenceFlow id="f4" name="yes" sourceRef="choice" targetRef="sub"><bpmn:conditionExpression>${days &gt; 10 &amp;&amp; kind == 'leave'}</bpmn:conditionExpression></bpmn:sequenceFlow>
            <bpmn:sequenceFlow id="f5" sourceRef="choice" targetRef="end" />
            <bpmn:sequenceFlow id="f6" sourceRef="gone" targetRef="end" />
            <bpmn:sequenceFlow id="f7" sourceRef="complex" targetRef="end" />
          </bpmn:process>
          <bpmndi:BPMNDiagram><bpmndi:BPMNPlane bpmnElement="leave"><bpmndi:BPMNShape bpmnElement="approve"><dc:Bounds x="200" y="100" width="100" height="80" /></bpmndi:BPMNShape></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
        </bpmn:definitions>
        """;

    [Fact]
    public void Diagram_becomes_a_workflow_with_its_gateways_edges_and_places()
    {
        var root = BpmnReader.Read(Leave, "leave").Definition!.Root!;

        Assert.Equal("Elsa.Start Trasa.UserTask Elsa.FlowSwitch Elsa.RunJavaScript Elsa.Flowchart Elsa.End", string.Join(' ', root.Activities.Select(activity => activity.Type)));
        Assert.Equal(
            "start-Done>approve approve-Done>choice approve-Too late>script choice-yes>sub choice-Default>end approve-Withdrawn>end",
            string.Join(' ', root.Connections.Select(connection => $"{connection.SourceId}-{connection.SourcePort}>{connection.TargetId}")));
        var approve = root.Activities[1];
        Assert.Equal("position:line-manager", approve.Input("candidates")!.Text);
        Assert.Equal((320d, 120d), approve.Position);
        Assert.Equal(["Too late PT16H False", "Withdrawn leave.withdrawn True"], Boundaries.Of(approve).Select(edge => $"{edge.Outcome} {(edge.Duration ?? edge.EventName)!.Text} {edge.IsInterrupting}"));
        Assert.Equal("days > 10 and kind = \"leave\"", root.Activities[2].Json["cases"]![0]!["condition"]!["value"]!.GetValue<string>());
        Assert.Equal(["Elsa.Start", "Elsa.RunTask"], root.Activities[4].Activities.Select(activity => activity.Type));
    }

    [Fact]
    public void Report_says_what_was_kept_degraded_and_dropped()
    {
        var report = BpmnReader.Read(Leave, "leave").Report;

        Assert.Equal(["boundaryEvent Broken", "complexGateway Magic"], report.Notes.Where(note => note.Fate == BpmnFate.Dropped).Select(note => $"{note.Element} {note.Name}").Order());
        Assert.Contains(report.Notes, note => note is { Fate: BpmnFate.Degraded, Element: "serviceTask", Name: "Book" });
        Assert.Contains(report.Notes, note => note is { Fate: BpmnFate.Kept, Element: "userTask", Name: "Approve leave" });
        Assert.Equal(report.Notes.Count, report.Kept + report.Degraded + report.Dropped);
    }

    [Fact]
    public void What_was_taken_out_comes_back_whole()
    {
        var before = BpmnReader.Read(Leave, "leave").Definition!;

        var (xml, _) = BpmnWriter.Write(before);
        var after = BpmnReader.Read(xml, "leave").Definition!;

        Assert.Equal(Activities(before), Activities(after));
        Assert.Equal(Connections(before), Connections(after));
    }

    [Fact]
    public void Lanes_groups_and_notes_stand_where_they_stood()
    {
        var before = BpmnReader.Read(Leave, "leave").Definition!;
        before.Root!.Json["customProperties"] = JsonNode.Parse("""
            {"lanes":[{"id":"lane1","title":"Leaders","who":"team:leaders","y":60,"height":240},{"id":"lane2","title":"Office","who":"","y":300,"height":120}],
             "groups":[{"id":"group1","title":"Decide","x":16,"y":24,"width":320,"height":120}],"notes":[{"id":"note1","text":"Ask first","x":32,"y":48,"width":160,"height":60}]}
            """);

        var (xml, _) = BpmnWriter.Write(before);
        var after = BpmnReader.Read(xml, "leave").Definition!.Root!.CustomProperties!;

        Assert.Contains("<bpmn:flowNodeRef>approve</bpmn:flowNodeRef>", xml, StringComparison.Ordinal);
        Assert.Equal(["Leaders team:leaders 60 240", "Office  300 120"], after["lanes"]!.AsArray().Select(lane => $"{lane!["title"]} {lane["who"]} {lane["y"]} {lane["height"]}"));
        Assert.Equal("Decide 16 24 320 120", after["groups"]!.AsArray().Select(group => $"{group!["title"]} {group["x"]} {group["y"]} {group["width"]} {group["height"]}").Single());
        Assert.Equal("Ask first", after["notes"]![0]!["text"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("", "no readable XML")]
    [InlineData("<html/>", "no BPMN 2.0")]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>", "no readable XML")]
    [InlineData("<bpmn:definitions xmlns:bpmn=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"/>", "no bpmn:process")]
    public void File_that_is_no_diagram_is_refused_with_a_reason(string xml, string reason)
    {
        var reading = BpmnReader.Read(xml, "key");

        Assert.Null(reading.Definition);
        Assert.Contains(reason, reading.Problem, StringComparison.Ordinal);
    }

    private static string Activities(WorkflowDefinition definition) =>
        string.Join('\n', definition.AllActivities().Select(placed => Bare(placed.Node.Json)));

    private static string Connections(WorkflowDefinition definition) =>
        string.Join(' ', definition.AllActivities().SelectMany(placed => placed.Node.Connections).Select(connection => $"{connection.SourceId}-{connection.SourcePort}>{connection.TargetId}"));

    /// <summary>Without places, which are rounded, and without what is inside.</summary>
    private static string Bare(JsonObject json)
    {
        var copy = (JsonObject)json.DeepClone();
        copy.Remove("activities");
        copy.Remove("connections");
        (copy["metadata"] as JsonObject)?.Remove("designer");
        return copy.ToJsonString();
    }
}
