using Trasa.Engine.Doors;

namespace Trasa.Activities.People;

/// <summary>The forms of user tasks: whether what somebody filled in fits. The records bring the real ones.</summary>
public interface IWorkForms
{
    /// <summary>The latest published version of the form; null when there is none.</summary>
    Task<int?> FindVersionAsync(string form, CancellationToken cancellationToken);

    /// <summary>Checks what was filled in against the form of the task, if it has one, and brings the values to the types of their fields: those that the actor may fill in.</summary>
    Task<FormAnswer> ReadAsync(WorkItem item, WorkCompletion completion, Actor actor, CancellationToken cancellationToken);
}

/// <param name="Values">By field; as workflows know values.</param>
/// <param name="Problems">Empty when it fits.</param>
public sealed record FormAnswer(IReadOnlyDictionary<string, object?> Values, IReadOnlyList<FieldFlaw> Problems);

/// <param name="Field">The field, or <c>comment</c>.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record FieldFlaw(string Field, string Message);

/// <summary>Where there are no forms, values pass as they are.</summary>
internal sealed class NoForms : IWorkForms
{
    public Task<int?> FindVersionAsync(string form, CancellationToken cancellationToken) => Task.FromResult<int?>(1);

    public Task<FormAnswer> ReadAsync(WorkItem item, WorkCompletion completion, Actor actor, CancellationToken cancellationToken) =>
        Task.FromResult(new FormAnswer(completion.Values ?? new Dictionary<string, object?>(), []));
}
