using Trasa.Model.Activities;
using Trasa.Model.Workflows;

namespace Trasa.Designer.Workflows;

/// <summary>
/// What the designer needs from the host, for the person who is signed in. Opening never writes: a draft comes into
/// being with the first save.
/// </summary>
public interface IDesignerBackend
{
    /// <summary>The activity types that are there.</summary>
    IReadOnlyList<ActivityDescriptor> Activities { get; }

    /// <summary>The draft, or the latest published version when there is none, or null.</summary>
    Task<OpenedWorkflow?> OpenAsync(string key, CancellationToken cancellationToken);

    /// <summary>The content of a published version, or of the draft when no number is given; null when it is not there.</summary>
    Task<string?> ContentAsync(string key, int? version, CancellationToken cancellationToken);

    /// <summary>Saves the draft, unless somebody else saved it since <paramref name="expectedRevision"/> (0 = there was no draft).</summary>
    Task<SaveAnswer> SaveAsync(string key, string content, int expectedRevision, CancellationToken cancellationToken);

    /// <summary>
    /// Throws the draft away, with what waits for its day; what is published stays. False when somebody saved it since
    /// <paramref name="expectedRevision"/>, or the person may not.
    /// </summary>
    Task<bool> DiscardAsync(string key, int expectedRevision, CancellationToken cancellationToken);

    /// <summary>
    /// Publishes the content as the next version when it has no errors and the draft is still the one that was edited;
    /// with <paramref name="validFrom"/>, in the time of the person, when that moment comes. A scenario that fails refuses it,
    /// unless <paramref name="despite"/> is set and the notes say why.
    /// </summary>
    Task<PublishAnswer> PublishAsync(string key, string content, int expectedRevision, string notes, DateTime? validFrom, bool despite, CancellationToken cancellationToken);

    /// <summary>What was handed in for a later moment; null when nothing waits.</summary>
    Task<DueVersion?> DueAsync(string key, CancellationToken cancellationToken);

    /// <summary>Takes back what waits for its moment; false when it has come into force or is gone already.</summary>
    Task<bool> TakeBackAsync(Guid publication, CancellationToken cancellationToken);

    /// <summary>How many instances have not ended, on whatever version they are.</summary>
    Task<long> UnderWayAsync(string key, CancellationToken cancellationToken);

    /// <summary>The other published workflows that an event starts which starts this content too.</summary>
    Task<IReadOnlyList<SharedStart>> AlsoStartedAsync(string key, string content, CancellationToken cancellationToken);

    /// <summary>What is wrong with the content.</summary>
    Task<IReadOnlyList<DefinitionProblem>> ValidateAsync(string content, CancellationToken cancellationToken);

    /// <summary>All versions, newest first, the draft included.</summary>
    Task<IReadOnlyList<WorkflowVersion>> VersionsAsync(string key, CancellationToken cancellationToken);

    /// <summary>What the two versions use that is not the same; the number of a version, or null for what is not published.</summary>
    Task<IReadOnlyList<UsedChange>> ComparedUsesAsync(string key, string older, int? olderVersion, string newer, int? newerVersion, CancellationToken cancellationToken);

    /// <summary>
    /// What an input with this editor (<see cref="ActivityInput.Editor"/>) may hold: calendars, decisions, templates, people, ...
    /// <c>happening</c> is every event that somebody raises by what they do to a record.
    /// </summary>
    Task<IReadOnlyList<PickerChoice>> ChoicesAsync(string editor, CancellationToken cancellationToken);

    /// <summary>The values of the newest instance by name, as JSON: what names mean in practice. Null when there is none.</summary>
    Task<string?> SamplesAsync(string key, CancellationToken cancellationToken);
}
