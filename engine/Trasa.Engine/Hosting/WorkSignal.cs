namespace Trasa.Engine.Hosting;

/// <summary>
/// Wakes the loops of this process when work was stored. Only a shortcut: what it misses is found by polling. Thread-safe.
/// </summary>
public sealed class WorkSignal
{
    private TaskCompletionSource _next = NewSource();

    /// <summary>Ends at the next <see cref="Notify"/>. Take it before looking for work, or a wake-up in between is missed.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Notify() => Interlocked.Exchange(ref _next, NewSource()).TrySetResult();

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
