namespace Trasa.Model.Bpmn;

/// <summary>What became of the elements of a diagram when it was brought in or taken out.</summary>
/// <param name="Notes">In the order of the file.</param>
public sealed record BpmnReport(IReadOnlyList<BpmnNote> Notes)
{
    public int Kept => Notes.Count(note => note.Fate == BpmnFate.Kept);

    public int Degraded => Notes.Count(note => note.Fate == BpmnFate.Degraded);

    public int Dropped => Notes.Count(note => note.Fate == BpmnFate.Dropped);
}

/// <param name="Fate">What became of it.</param>
/// <param name="Element">The BPMN element, e.g. <c>userTask</c>.</param>
/// <param name="Name">As people see it.</param>
/// <param name="Text">What it is now, or why it is not there.</param>
public sealed record BpmnNote(BpmnFate Fate, string Element, string Name, string Text);

public enum BpmnFate
{
    /// <summary>It means the same.</summary>
    Kept,

    /// <summary>It is there, and somebody has to look at it.</summary>
    Degraded,

    /// <summary>It is not there.</summary>
    Dropped,
}

/// <param name="Definition">The workflow, or null when the file is no BPMN.</param>
/// <param name="Report">What became of its elements.</param>
/// <param name="Problem">Why there is no workflow.</param>
public sealed record BpmnReading(Workflows.WorkflowDefinition? Definition, BpmnReport Report, string? Problem = null);
