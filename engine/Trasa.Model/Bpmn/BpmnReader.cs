using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using Trasa.Model.Workflows;

namespace Trasa.Model.Bpmn;

/// <summary>
/// Brings a BPMN 2.0 diagram in. The subset: start and end events, user, service, script, send, receive, business rule and
/// manual tasks, exclusive, inclusive and parallel gateways, timer and message events also at the edge of activities,
/// sub-processes and call activities. A report says what was kept, degraded and dropped; nothing disappears in silence.
/// </summary>
public static class BpmnReader
{
    private const int LargestFile = 8 * 1024 * 1024;

    public static BpmnReading Read(string xml, string key)
    {
        if (xml.Length > LargestFile) return Refused($"The file has {xml.Length} characters; the limit is {LargestFile}.");
        try
        {
            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = LargestFile };
            using var reader = XmlReader.Create(new StringReader(xml.TrimStart('\uFEFF')), settings);
            return Read(XDocument.Load(reader), key);
        }
        catch (XmlException problem)
        {
            return Refused($"This is no readable XML: {problem.Message}");
        }
    }

    private static BpmnReading Read(XDocument document, string key)
    {
        if (document.Root?.Name != BpmnNames.Bpmn + "definitions") return Refused("This is XML, but no BPMN 2.0: the root element is not bpmn:definitions.");
        var processes = document.Root.Elements(BpmnNames.Bpmn + "process").ToList();
        if (processes.Count == 0) return Refused("The file has no bpmn:process.");
        var process = processes.Find(candidate => candidate.Attribute("isExecutable")?.Value == "true") ?? processes[0];
        var notes = new List<BpmnNote>();
        foreach (var other in processes.Where(other => other != process))
            notes.Add(new(BpmnFate.Dropped, "process", other.Text("name") ?? other.Text("id") ?? "", "Only one process is brought in at a time; import the file again for this one, alone."));
        foreach (var flow in document.Descendants(BpmnNames.Bpmn + "messageFlow"))
            notes.Add(new(BpmnFate.Dropped, "messageFlow", flow.Text("name") ?? "", "Messages between pools are events here; use the same event name on both sides."));
        var name = process.Text("name") ?? key;
        var root = new BpmnProcess(document, notes).Flowchart(process, "flow", name);
        var kept = Kept(process);
        var definition = new JsonObject
        {
            ["$schema"] = WorkflowDefinition.Schema, ["id"] = key, ["definitionId"] = key, ["name"] = name,
            ["description"] = process.Child("documentation")?.Value ?? "", ["version"] = 1,
            ["variables"] = kept?["variables"]?.DeepClone() ?? new JsonArray(), ["inputs"] = kept?["inputs"]?.DeepClone() ?? new JsonArray(),
            ["outputs"] = kept?["outputs"]?.DeepClone() ?? new JsonArray(), ["outcomes"] = new JsonArray(),
            ["customProperties"] = kept?["customProperties"]?.DeepClone() ?? new JsonObject(), ["options"] = kept?["options"]?.DeepClone() ?? new JsonObject(), ["root"] = root,
        };
        return new(new WorkflowDefinition(definition), new(notes));
    }

    private static JsonObject? Kept(XElement process) =>
        process.Child("extensionElements")?.Element(BpmnNames.Definition) is { } kept ? BpmnProcess.Json(kept.Value) : null;

    private static BpmnReading Refused(string problem) => new(null, new([]), problem);
}
