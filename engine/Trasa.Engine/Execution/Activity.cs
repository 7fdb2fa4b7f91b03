using Trasa.Model.Activities;

namespace Trasa.Engine.Execution;

/// <summary>
/// The behaviour of an activity type. One object serves every instance, so it holds no state of its own; what it needs
/// it asks for in its constructor, and what differs per run comes with the <see cref="ActivityContext"/>.
/// </summary>
/// <remarks>
/// An activity either completes, waits, or faults by throwing. Effects go through the context only: inside the database
/// through <see cref="ActivityContext.WorkAsync"/>, outside through <see cref="ActivityContext.Send"/>.
/// </remarks>
public abstract class Activity
{
    public abstract ActivityDescriptor Descriptor { get; }

    /// <summary>Called when control arrives.</summary>
    public abstract ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken);

    /// <summary>Called when a bookmark of this activity is resumed; completes with <c>Done</c> unless overridden.</summary>
    public virtual ValueTask ResumeAsync(ActivityContext context, Resumption resumption, CancellationToken cancellationToken)
    {
        context.Complete();
        return ValueTask.CompletedTask;
    }

    /// <summary>Called when the activity is cancelled while it waits; its bookmarks are removed by the engine.</summary>
    public virtual ValueTask CancelAsync(ActivityContext context, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
