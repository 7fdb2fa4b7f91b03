namespace Trasa.Engine.Journal;

/// <summary>What happened, in order. Appended with the burst, never changed.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Sequence">1, 2, ... within the instance.</param>
/// <param name="Time">When.</param>
/// <param name="Event">What: <c>Started</c>, <c>ActivityStarted</c>, <c>ActivityCompleted</c>, <c>Suspended</c>, <c>Resumed</c>, <c>Faulted</c>, ...</param>
/// <param name="ActivityId">The activity that it is about, or null for the instance.</param>
/// <param name="ActivityType">Its type.</param>
/// <param name="Outcome">The outcome that it completed with.</param>
/// <param name="Actor">Under whose authority, when a person acted.</param>
/// <param name="Data">JSON: inputs, outputs, reason.</param>
public sealed record JournalEntry(
    Guid InstanceId,
    int Sequence,
    DateTimeOffset Time,
    string Event,
    string? ActivityId,
    string? ActivityType,
    string? Outcome,
    string? Actor,
    string? Data);
