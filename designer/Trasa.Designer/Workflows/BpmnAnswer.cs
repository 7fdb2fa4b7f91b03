using Trasa.Model.Bpmn;

namespace Trasa.Designer.Workflows;

/// <summary>A diagram that came in or goes out, as the canvas reads it.</summary>
/// <param name="Content">The workflow's or the diagram's text, or null when there is none.</param>
/// <param name="Problem">Why there is none.</param>
/// <param name="Notes">What became of each element.</param>
public sealed record BpmnAnswer(string? Content, string? Problem, IReadOnlyList<BpmnAnswer.Line> Notes)
{
    /// <param name="Fate">kept, degraded or dropped.</param>
    /// <param name="Element">The BPMN element.</param>
    /// <param name="Name">As people see it.</param>
    /// <param name="Text">What it is now.</param>
    public sealed record Line(string Fate, string Element, string Name, string Text);

    public static BpmnAnswer In(string xml, string key)
    {
        var reading = BpmnReader.Read(xml, key);
        return new(reading.Definition?.ToText(), reading.Problem, Lines(reading.Report));
    }

    public static BpmnAnswer Out(string content)
    {
        if (Model.Workflows.DefinitionReader.Read(content).Definition is not { } definition) return new(null, "This draft cannot be read.", []);
        var (xml, report) = BpmnWriter.Write(definition);
        return new(xml, null, Lines(report));
    }

    private static Line[] Lines(BpmnReport report) => [.. report.Notes.Select(note => new Line(note.Fate.ToString().ToLowerInvariant(), note.Element, note.Name, note.Text))];
}
