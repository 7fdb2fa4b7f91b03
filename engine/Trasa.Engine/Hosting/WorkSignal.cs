namespace Trasa.Engine.Hosting;

/// <summary>
/// Wakes the loops of this process when work was stored, here or by another host. Only a shortcut: what it misses is found by polling. Thread-safe.
/// </summary>
public sealed class WorkSignal
{
    private TaskCompletionSource _next = NewSource();
    private TaskCompletionSource _nextHere = NewSource();

    /// <summary>Ends at the next <see cref="Notify"/>. Take it before looking for work, or a wake-up in between is missed.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>Ends at the next <see cref="Notify"/> of this process: what other hosts may want to know.</summary>
    public Task NextHere => Volatile.Read(ref _nextHere).Task;

    public void Notify()
    {
        NotifyFromAfar();
        Interlocked.Exchange(ref _nextHere, NewSource()).TrySetResult();
    }

    /// <summary>Work was stored by another host.</summary>
    public void NotifyFromAfar() => Interlocked.Exchange(ref _next, NewSource()).TrySetResult();

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
