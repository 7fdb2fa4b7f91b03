namespace Trasa.Model.Workflows;

/// <summary>What to say of an activity type that is not here, and what to use in its place.</summary>
public static class MissingTypes
{
    public static string Explain(string type) => type switch
    {
        "Elsa.RunCSharp" or "Elsa.RunPython" =>
            $"'{type}' runs code that is written in a definition; that is not done here, because whoever edits it would own the host. Use Elsa.RunJavaScript, or make an activity of it in code.",
        "Elsa.BpmnProcess" => $"'{type}' holds a whole BPMN process, which is not run from inside an activity. Import the BPMN file itself: it becomes a workflow.",
        "Elsa.ReadLine" => $"'{type}' reads from a console, and nobody sits at that of a server. Use a user task.",
        _ when type.Contains("Alteration", StringComparison.Ordinal) =>
            $"'{type}' belongs to the workflow with which Elsa changes running instances. Here they are moved and mended on their pages or through the interface (/api/instances).",
        _ => $"The activity type '{type}' is not installed. Install what provides it, or replace the activity.",
    };
}
