namespace Trasa.Engine.Instances;

public enum InstanceStatus
{
    /// <summary>Between two bursts only while a host works on it; at rest this means that more work is queued.</summary>
    Running,

    /// <summary>Waits for at least one bookmark.</summary>
    Suspended,

    Finished,

    /// <summary>No branch can go on without a person: see its incidents.</summary>
    Faulted,

    Cancelled,

    /// <summary>Stopped by a person: what comes for it is kept, and happens in its order when it is released.</summary>
    OnHold,
}
