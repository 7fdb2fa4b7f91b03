using System.Collections.Concurrent;
using System.Collections.Immutable;
using Trasa.Engine.Hosting;
using Trasa.Engine.Instances;

namespace Trasa.Host.Workflows;

/// <summary>
/// Tells open pages that an instance has changed: at once when this host changed it, and after a short while when another one
/// did. However many people look at an instance, it is looked up once.
/// </summary>
internal sealed partial class InstanceWatch : IDisposable
{
    /// <summary>Bursts that follow each other closely are told of once.</summary>
    private static readonly TimeSpan s_gathering = TimeSpan.FromMilliseconds(150);

    /// <summary>How often it is looked whether another host has changed something.</summary>
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<Guid, Watched> _watched = new();
    private readonly InstanceSignal _signal;
    private readonly IInstanceQueries _queries;
    private readonly TimeProvider _time;
    private readonly ILogger<InstanceWatch> _logger;
    private readonly ITimer _timer;
    private int _looking;

    public InstanceWatch(InstanceSignal signal, IInstanceQueries queries, TimeProvider time, ILogger<InstanceWatch> logger)
    {
        (_signal, _queries, _time, _logger) = (signal, queries, time, logger);
        _signal.Changed += Note;
        _timer = time.CreateTimer(_ => _ = LookAsync(), null, s_look, s_look);
    }

    /// <summary>Calls <paramref name="changed"/> after every change of what is shown, until what is returned is disposed of.</summary>
    public IDisposable Watch(InstanceSummary shown, Action changed)
    {
        _watched.AddOrUpdate(shown.Id, _ => new([changed], new(shown)), (_, watched) => watched with { Told = watched.Told.Add(changed) });
        return new Watching(this, shown.Id, changed);
    }

    public void Dispose()
    {
        _signal.Changed -= Note;
        _timer.Dispose();
    }

    private void Note(Guid instanceId)
    {
        if (!_watched.TryGetValue(instanceId, out var watched) || !watched.Sight.TryAnnounce()) return;
        ITimer? timer = null;
        timer = _time.CreateTimer(
            _ =>
            {
                timer?.Dispose();
                watched.Sight.Announced();
                Tell(instanceId);
            },
            null, s_gathering, Timeout.InfiniteTimeSpan);
    }

    private void Tell(Guid instanceId)
    {
        if (!_watched.TryGetValue(instanceId, out var watched)) return;
        foreach (var changed in watched.Told) changed();
    }

    private async Task LookAsync()
    {
        if (_watched.IsEmpty || Interlocked.Exchange(ref _looking, 1) == 1) return;
        try
        {
            foreach (var (id, watched) in _watched)
            {
                if (watched.Sight.Differs(await _queries.FindAsync(id, CancellationToken.None))) Tell(id);
            }
        }
        catch (Exception problem)
        {
            Log.LookFailed(_logger, problem);
        }
        finally
        {
            Volatile.Write(ref _looking, 0);
        }
    }

    private void Leave(Guid instanceId, Action changed)
    {
        while (_watched.TryGetValue(instanceId, out var watched))
        {
            var left = watched with { Told = watched.Told.Remove(changed) };
            if (left.Told.IsEmpty ? _watched.TryRemove(new(instanceId, watched)) : _watched.TryUpdate(instanceId, left, watched)) return;
        }
    }

    private sealed record Watched(ImmutableList<Action> Told, Sight Sight);

    /// <summary>What is known of an instance that somebody looks at.</summary>
    private sealed class Sight(InstanceSummary shown)
    {
        private InstanceSummary? _known = shown;
        private int _isAnnounced;

        /// <summary>False when the change is going to be told of already.</summary>
        public bool TryAnnounce() => Interlocked.Exchange(ref _isAnnounced, 1) == 0;

        public void Announced() => Volatile.Write(ref _isAnnounced, 0);

        /// <summary>Whether it is not as it was when it was last looked at.</summary>
        public bool Differs(InstanceSummary? now) => Interlocked.Exchange(ref _known, now) != now;
    }

    private sealed class Watching(InstanceWatch watch, Guid instanceId, Action changed) : IDisposable
    {
        public void Dispose() => watch.Leave(instanceId, changed);
    }

    private static partial class Log
    {
        [LoggerMessage(6071, LogLevel.Warning, "Looking for changes of instances that are on screens failed; it is tried again")]
        public static partial void LookFailed(ILogger logger, Exception problem);
    }
}
