using Trasa.Activities.People;
using Trasa.Crm.Metadata;
using Trasa.Engine.Doors;

namespace Trasa.Crm.Forms;

/// <summary>The form of a user task as somebody sees it.</summary>
public interface ITaskForms
{
    /// <summary>The form with its values as they stand; null when the task has none.</summary>
    Task<TaskFormView?> OpenAsync(WorkItem item, Actor actor, CancellationToken cancellationToken);
}

/// <param name="Form">What it asks for.</param>
/// <param name="Fields">Its fields with label, type and options.</param>
/// <param name="Values">What the workflow gave, what the record holds, or what was filled in.</param>
public sealed record TaskFormView(TaskForm Form, IReadOnlyList<RecordField> Fields, IReadOnlyDictionary<string, object?> Values);
