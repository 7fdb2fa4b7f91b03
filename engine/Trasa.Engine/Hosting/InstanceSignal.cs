namespace Trasa.Engine.Hosting;

/// <summary>
/// Tells those who look at an instance that a burst of it was committed by this host. Only a shortcut: what other hosts did is
/// found by looking again. Thread-safe; costs next to nothing while nobody looks.
/// </summary>
public sealed class InstanceSignal
{
    /// <summary>Called by whoever has committed, so a handler only takes note.</summary>
    public event Action<Guid>? Changed;

    public void Notify(Guid instanceId) => Changed?.Invoke(instanceId);
}
