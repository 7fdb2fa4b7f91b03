using System.Text.Json.Nodes;

namespace Trasa.Designer.Workflows.Trials;

/// <summary>How a trial stands.</summary>
public sealed record TrialState
{
    /// <summary>Empty when the trial could not be opened.</summary>
    public Guid Trial { get; init; }

    /// <summary>Why the last step was not done, or null.</summary>
    public string? Problem { get; init; }

    /// <summary>Local time of the test clock, <c>2026-04-24 09:00</c>.</summary>
    public string Now { get; init; } = "";

    /// <summary>IANA name of the zone that the times are written in.</summary>
    public string Zone { get; init; } = "";

    /// <summary>When something happens by itself next, or null.</summary>
    public string? NextDue { get; init; }

    /// <summary>What was done so far, as steps of a scenario.</summary>
    public IReadOnlyList<JsonNode> Steps { get; init; } = [];

    /// <summary>The instances that came into being, the one that is tried first.</summary>
    public IReadOnlyList<TrialInstance> Instances { get; init; } = [];

    /// <summary>What happened in the workflow that is tried and in those that it started, in order.</summary>
    public IReadOnlyList<TrialMoment> Path { get; init; } = [];

    /// <summary>What other workflows of the house did because of it, in order.</summary>
    public IReadOnlyList<TrialMoment> Others { get; init; } = [];

    /// <summary>What is waited for there.</summary>
    public IReadOnlyList<TrialWait> Waits { get; init; } = [];

    public IReadOnlyList<TrialTask> Tasks { get; init; } = [];

    /// <summary>What would have been sent.</summary>
    public IReadOnlyList<TrialMessage> Sent { get; init; } = [];

    /// <summary>The variables of the instance that is tried.</summary>
    public JsonNode? Variables { get; init; }
}

/// <param name="Id">Its identifier in the trial.</param>
/// <param name="Workflow">The workflow's key.</param>
/// <param name="Name">As shown.</param>
/// <param name="Status">Suspended, Finished, Faulted, ...</param>
public sealed record TrialInstance(Guid Id, string Workflow, string Name, string Status);

/// <param name="Instance">In which instance.</param>
/// <param name="At">Local time.</param>
/// <param name="Event">A word of the journal.</param>
/// <param name="Said">The same as people say it.</param>
/// <param name="ActivityId">The step, or null.</param>
/// <param name="Label">The step's name, or the workflow's.</param>
/// <param name="Outcome">What it ended with, or null.</param>
/// <param name="Actor">Who, or null.</param>
/// <param name="Data">Inputs, outputs or what went wrong.</param>
public sealed record TrialMoment(Guid Instance, string At, string Event, string Said, string? ActivityId, string Label, string? Outcome, string? Actor, JsonNode? Data);

/// <param name="Instance">Which instance waits.</param>
/// <param name="ActivityId">Where.</param>
/// <param name="Label">The step's name.</param>
/// <param name="Kind">Event, Timer, UserTask, ...</param>
/// <param name="Said">What is waited for, as people say it; <c>{0}</c> is the name.</param>
/// <param name="Name">Of the event.</param>
/// <param name="About">The correlation that an event must have, or null.</param>
/// <param name="Due">Local time at which it goes on by itself, or null.</param>
public sealed record TrialWait(Guid Instance, string ActivityId, string Label, string Kind, string Said, string Name, string? About, string? Due);

/// <param name="Id">Its identifier in the trial.</param>
/// <param name="Title">What is to be done.</param>
/// <param name="Description">More about it.</param>
/// <param name="Outcomes">The buttons.</param>
/// <param name="Due">Local time, or null.</param>
/// <param name="People">Who may answer it.</param>
/// <param name="Reasons">Who was passed over and why.</param>
/// <param name="HasForm">Whether something is filled in.</param>
public sealed record TrialTask(Guid Id, string Title, string? Description, IReadOnlyList<string> Outcomes, string? Due, IReadOnlyList<TrialPerson> People, IReadOnlyList<string> Reasons, bool HasForm);

/// <param name="Trial">In which trial.</param>
/// <param name="Task">Which task is to be filled in.</param>
/// <param name="By">As whom.</param>
public sealed record TrialFormRequest(Guid Trial, Guid Task, TrialPerson By);

/// <param name="Trial">In which trial.</param>
/// <param name="Event">The event that is to be raised, by what somebody does to a record.</param>
/// <param name="About">The record that it must be about, <c>type:id</c>, or null.</param>
public sealed record TrialEventRequest(Guid Trial, string Event, string? About);

/// <param name="Outcome">The button that was pressed.</param>
/// <param name="Comment">What was said about it, or null.</param>
/// <param name="Values">What was filled in, by field, as a step of a scenario says it.</param>
public sealed record TrialAnswer(string Outcome, string? Comment, JsonNode? Values);

/// <param name="Login">How scenarios name the person.</param>
/// <param name="Name">As shown.</param>
/// <param name="Because">By which address, or in whose place.</param>
public sealed record TrialPerson(string Login, string Name, string Because);

/// <param name="At">Local time.</param>
/// <param name="Channel">mail, sms, notice.</param>
/// <param name="To">To whom.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="Text">Its text.</param>
public sealed record TrialMessage(string At, string Channel, string To, string Subject, string Text);
