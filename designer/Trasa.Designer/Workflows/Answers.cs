using System.Text.Json.Serialization;

namespace Trasa.Designer.Workflows;

/// <param name="Name">As shown to people.</param>
/// <param name="Content">The definition's text.</param>
/// <param name="Version">Of a draft, the number that it will be published under.</param>
/// <param name="Revision">The draft's revision, 0 when there is no draft.</param>
/// <param name="IsDraft">Whether the content is a draft.</param>
/// <param name="CanEdit">Whether this person may change it.</param>
/// <param name="CanPublish">Whether this person may publish it.</param>
/// <param name="Zone">The time zone of this person, in which days and hours are typed and shown.</param>
public sealed record OpenedWorkflow(string Name, string Content, int Version, int Revision, bool IsDraft, bool CanEdit, bool CanPublish, string Zone);

/// <param name="Outcome">Whether it is saved now.</param>
/// <param name="Revision">The draft's revision: the new one, or after a conflict the other person's.</param>
/// <param name="By">Who saved in between.</param>
/// <param name="Message">Why it was refused.</param>
public sealed record SaveAnswer(SaveOutcome Outcome, int Revision, string? By = null, string? Message = null);

[JsonConverter(typeof(JsonStringEnumConverter<SaveOutcome>))]
public enum SaveOutcome
{
    [JsonStringEnumMemberName("saved")]
    Saved,

    /// <summary>Somebody else saved the draft in between; nothing was written.</summary>
    [JsonStringEnumMemberName("conflict")]
    Conflict,

    /// <summary>The content is no definition, or the person may not change it.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,
}

/// <param name="Outcome">Whether it is published.</param>
/// <param name="Version">The version that is published now.</param>
/// <param name="By">Who saved the draft in between.</param>
/// <param name="Message">Why it was refused.</param>
/// <param name="Problems">What keeps it from being published.</param>
/// <param name="At">When it comes into force, if not now.</param>
public sealed record PublishAnswer(PublishOutcome Outcome, int Version, string? By = null, string? Message = null, IReadOnlyList<ProblemNote>? Problems = null, DateTimeOffset? At = null)
{
    public IReadOnlyList<ProblemNote> Problems { get; } = Problems ?? [];
}

[JsonConverter(typeof(JsonStringEnumConverter<PublishOutcome>))]
public enum PublishOutcome
{
    [JsonStringEnumMemberName("published")]
    Published,

    /// <summary>Handed in; it comes into force at a later moment.</summary>
    [JsonStringEnumMemberName("scheduled")]
    Scheduled,

    [JsonStringEnumMemberName("conflict")]
    Conflict,

    [JsonStringEnumMemberName("invalid")]
    Invalid,

    [JsonStringEnumMemberName("refused")]
    Refused,
}

/// <summary>A problem as the canvas reads it.</summary>
public sealed record ProblemNote(string Code, bool IsError, string Message, string Place, string? ActivityId)
{
    public static ProblemNote Of(Model.Workflows.DefinitionProblem problem) =>
        new(problem.Code, problem.IsError, problem.Message, problem.Place, problem.ActivityId);
}

/// <param name="Version">1, 2, ...</param>
/// <param name="IsDraft">Whether it is the draft.</param>
/// <param name="At">When it was published or, for the draft, last saved.</param>
/// <param name="By">Who did.</param>
/// <param name="Notes">What the publisher said about it.</param>
public sealed record WorkflowVersion(int Version, bool IsDraft, DateTimeOffset At, string By, string? Notes);

/// <summary>Something that a workflow uses and that is another in the newer of two versions.</summary>
/// <param name="Kind"><c>added</c>, <c>removed</c> or <c>changed</c>.</param>
/// <param name="What">Its kind and name.</param>
/// <param name="Details">What is different, a sentence each.</param>
/// <param name="Href">The page where it can be looked at, or null.</param>
public sealed record UsedChange(string Kind, string What, IReadOnlyList<string> Details, string? Href);

/// <summary>Another published workflow that begins with the same event.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Event">The event.</param>
/// <param name="Href">Its page.</param>
public sealed record SharedStart(string Name, string Event, string Href);

/// <param name="Publication">Its identifier, to take it back.</param>
/// <param name="At">When it comes into force.</param>
/// <param name="By">Who handed it in.</param>
/// <param name="Notes">What they said about it.</param>
public sealed record DueVersion(Guid Publication, DateTimeOffset At, string By, string? Notes);

/// <param name="Value">What is written into the definition.</param>
/// <param name="Label">As shown to people.</param>
/// <param name="Hint">One sentence more, or null.</param>
/// <param name="Href">The page where it can be looked at, or null.</param>
public sealed record PickerChoice(string Value, string Label, string? Hint = null, string? Href = null);
