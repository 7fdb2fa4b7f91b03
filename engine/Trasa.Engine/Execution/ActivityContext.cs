using System.Text.Json.Nodes;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Engine.Execution;

/// <summary>All that an activity sees of its run, and the only doors that its effects leave through.</summary>
public abstract class ActivityContext
{
    public abstract Guid InstanceId { get; }

    public abstract string DefinitionKey { get; }

    public abstract int DefinitionVersion { get; }

    public abstract string ActivityId { get; }

    public abstract string ActivityType { get; }

    /// <summary>The name that a person gave the step, or its type.</summary>
    public abstract string ActivityName { get; }

    /// <summary>The raw properties of the activity in its definition, for those that are not wrapped inputs.</summary>
    public abstract JsonObject Properties { get; }

    /// <summary>What the instance is about; events are addressed with it. Null clears it.</summary>
    public abstract string? CorrelationId { get; set; }

    /// <summary>The name of the instance, for people.</summary>
    public abstract string? InstanceName { get; set; }

    /// <summary>The instant of the burst: the same for everything in it.</summary>
    public abstract DateTimeOffset Now { get; }

    /// <summary>Under whose authority the burst runs.</summary>
    public abstract Actor Actor { get; }

    public abstract Guid NewId();

    /// <summary>Whether the definition gives the input at all.</summary>
    public abstract bool HasInput(string name);

    /// <summary>
    /// Evaluates the input. Values are null, bool, decimal, string, dates, durations, lists and dictionaries; they are
    /// converted to <typeparamref name="T"/> where that loses nothing.
    /// </summary>
    /// <exception cref="ActivityFaultException">The expression fails or the value does not fit.</exception>
    public abstract T? Input<T>(string name);

    /// <summary>As <see cref="Input{T}(string)"/>, with names in sight that only this input knows (<see cref="Trasa.Model.Activities.ActivityInput.Sees"/>).</summary>
    public abstract T? Input<T>(string name, IReadOnlyDictionary<string, object?> beside);

    /// <summary>Stores an output where the definition binds it.</summary>
    public abstract void Output(string name, object? value);

    public abstract object? Variable(string name);

    public abstract void SetVariable(string name, object? value);

    /// <summary>Sets an output of the workflow itself.</summary>
    public abstract void SetWorkflowOutput(string name, object? value);

    /// <summary>A value kept for this activity between its execution and its resumption.</summary>
    public abstract object? this[string key] { get; set; }

    /// <summary>The activity is done; control leaves through the outcomes. Its remaining bookmarks are removed.</summary>
    public abstract void Complete(params IReadOnlyList<string> outcomes);

    /// <summary>Waits; resumed by a stimulus that fits or, when given, by the due time. Returns the bookmark's id.</summary>
    public abstract Guid Wait(Waiting waiting);

    /// <summary>Stops waiting there.</summary>
    public abstract void Forget(Guid bookmarkId);

    /// <summary>The burst's own transaction, opened on first use: record changes made in it commit with the burst or not at all.</summary>
    public abstract ValueTask<IUnitOfWork> WorkAsync(CancellationToken cancellationToken);

    /// <summary>Publishes an event after the commit. With <paramref name="keepFor"/> it waits for a waiter that is not there yet.</summary>
    public abstract void Publish(string eventName, string? correlationId, object? payload, TimeSpan? keepFor = null);

    /// <summary>Starts another workflow after the commit. With <paramref name="wait"/> this activity is resumed when it has ended, with what <see cref="ChildEnding.Read"/> reads.</summary>
    public abstract Guid StartWorkflow(string definitionKey, IReadOnlyDictionary<string, object?> input, string? correlationId, bool wait);

    /// <summary>Cancels a workflow that this activity started, after the commit; nothing happens when it has ended.</summary>
    public abstract void CancelWorkflow(Guid instanceId, string reason);

    /// <summary>Sends something out of the house after the commit, at least once.</summary>
    public abstract void Send(string channel, object payload, string? subject);

    /// <summary>Adds an entry to the journal.</summary>
    public abstract void Journal(string journalEvent, object? data);
}

/// <summary>What to wait for.</summary>
/// <param name="Kind">The bookmark's kind.</param>
/// <param name="Name">The name of the event or task; empty for kinds that need none.</param>
/// <param name="CorrelationId">Only a stimulus with the same correlation fits; null takes any.</param>
/// <param name="Payload">For screens and for the activity itself.</param>
/// <param name="Due">When to resume without a stimulus.</param>
/// <param name="DueExplanation">How <paramref name="Due"/> was computed, as JSON.</param>
public sealed record Waiting(string Kind, string Name = "", string? CorrelationId = null, object? Payload = null, DateTimeOffset? Due = null, string? DueExplanation = null);
