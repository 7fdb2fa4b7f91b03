using System.Globalization;
using Trasa.Engine.Bookmarks;
using Trasa.Engine.Incidents;
using Trasa.Engine.Outbox;
using Trasa.Engine.Stimuli;
using Trasa.Engine.Stores;
using Trasa.Engine.Values;

namespace Trasa.Engine.Execution.Bursts;

/// <summary>
/// Everything that a burst will commit besides its state. What an activity has added is taken back when it faults, its
/// writes to the database included.
/// </summary>
internal sealed class BurstEffects(Guid instanceId, int burst, BurstDoors doors, string idempotencyPrefix)
{
    private const string Savepoint = "trasa_activity";

    private List<Bookmark>? _bookmarks;
    private List<Guid>? _removed;
    private List<Stimulus>? _stimuli;
    private List<OutboxMessage>? _outbox;
    private List<Incident>? _incidents;
    private ActivityRun? _writer;

    public IReadOnlyList<Bookmark> Bookmarks => _bookmarks ?? (IReadOnlyList<Bookmark>)[];

    public IReadOnlyList<Guid> Removed => _removed ?? (IReadOnlyList<Guid>)[];

    public IReadOnlyList<Stimulus> Stimuli => _stimuli ?? (IReadOnlyList<Stimulus>)[];

    public IReadOnlyList<OutboxMessage> Outbox => _outbox ?? (IReadOnlyList<OutboxMessage>)[];

    public IReadOnlyList<Incident> Incidents => _incidents ?? (IReadOnlyList<Incident>)[];

    public IUnitOfWork? Work { get; private set; }

    public void Add(Bookmark bookmark) => (_bookmarks ??= []).Add(bookmark);

    /// <summary>A bookmark of this burst is unmade; one at rest is removed by the commit.</summary>
    public void Remove(Guid bookmark)
    {
        if (_bookmarks is null || _bookmarks.RemoveAll(made => made.Id == bookmark) == 0) (_removed ??= []).Add(bookmark);
    }

    public void Add(Stimulus stimulus) => (_stimuli ??= []).Add(stimulus);

    public void Add(Incident incident) => (_incidents ??= []).Add(incident);

    public void Publish(string eventName, string? correlationId, object? payload, TimeSpan? keepFor) => Add(new Stimulus(
        doors.Identifiers.Next(),
        StimulusKind.Event,
        eventName,
        correlationId,
        null,
        null,
        payload is null ? null : JsonValues.Write(payload),
        doors.Now,
        doors.Now + keepFor,
        null,
        idempotencyPrefix,
        ParentId: instanceId));

    /// <summary>The key is made of the instance, where its journal stood when the burst began and the number of the execution: every attempt of the burst has the same, and no other burst has it.</summary>
    public void Send(ActivityRun run, string channel, object payload, string? subject)
    {
        _outbox ??= [];
        var key = string.Create(CultureInfo.InvariantCulture, $"{instanceId:N}:{burst}:{run.Number}:{run.Attempt}:{_outbox.Count}");
        _outbox.Add(new(doors.Identifiers.Next(), channel, key, JsonValues.Write(payload), doors.Now, instanceId, subject));
    }

    public async ValueTask<IUnitOfWork> WorkAsync(ActivityRun run, CancellationToken cancellationToken)
    {
        Work ??= await doors.BeginAsync(cancellationToken).ConfigureAwait(false);
        Work.InstanceId = instanceId;
        if (_writer != run && Work.Transaction.SupportsSavepoints)
        {
            await Work.Transaction.SaveAsync(Savepoint, cancellationToken).ConfigureAwait(false);
            _writer = run;
        }

        return Work;
    }

    public Mark Now() => new(_stimuli?.Count ?? 0, _outbox?.Count ?? 0);

    /// <summary>Takes back what the execution has added since the mark. Its bookmarks go with the execution itself.</summary>
    public async ValueTask TakeBackAsync(ActivityRun run, Mark mark, CancellationToken cancellationToken)
    {
        _stimuli?.RemoveRange(mark.Stimuli, _stimuli.Count - mark.Stimuli);
        _outbox?.RemoveRange(mark.Outbox, _outbox.Count - mark.Outbox);
        if (_writer != run || Work is null) return;
        await Work.Transaction.RollbackAsync(Savepoint, cancellationToken).ConfigureAwait(false);
        _writer = null;
    }

    /// <summary>The execution is over; the next one that writes gets a savepoint of its own.</summary>
    public void Settled() => _writer = null;

    internal readonly record struct Mark(int Stimuli, int Outbox);
}
