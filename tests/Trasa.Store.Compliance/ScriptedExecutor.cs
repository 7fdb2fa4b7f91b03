using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Trasa.Engine.Bookmarks;
using Trasa.Engine.Definitions;
using Trasa.Engine.Execution;
using Trasa.Engine.Instances;
using Trasa.Engine.Journal;
using Trasa.Engine.Outbox;
using Trasa.Engine.Stimuli;
using Trasa.Engine.Stores;

namespace Trasa.Store.Compliance;

/// <summary>
/// A core that follows a list of words, so that stores and runner are tested without the real one: <c>event NAME
/// [CORRELATION]</c>, <c>timer SECONDS</c>, <c>event-or-timer NAME SECONDS</c>, <c>send CHANNEL</c>, <c>publish NAME</c>,
/// <c>ledger</c> (a row in the burst's transaction), <c>commit</c> (the burst ends, the instance goes on), <c>again</c> (from the
/// start), <c>fail</c>.
/// </summary>
public sealed class ScriptedExecutor : IBurstExecutor
{
    /// <summary>Called at the start of every burst.</summary>
    public Action? OnBurst { get; set; }

    public static DefinitionDraft Workflow(string key, params string[] script) =>
        new(DefinitionKind.Workflow, key, key, JsonSerializer.Serialize(new { script }));

    public Task<Burst> StartAsync(DefinitionVersion definition, NewInstance instance, string? trigger, BurstDoors doors, CancellationToken cancellationToken)
    {
        var stored = new StoredInstance(
            instance.Id, definition.Key, definition.Version, InstanceStatus.Running, null, instance.CorrelationId, instance.ParentId, instance.ParentBookmarkId,
            Encoding.UTF8.GetBytes("0 0"), 0, doors.Now, doors.Now, null);
        return RunAsync(definition, stored, doors, "Started", trigger, removed: [], cancellationToken);
    }

    public Task<Burst> ResumeAsync(
        DefinitionVersion definition, StoredInstance instance, IReadOnlyList<Bookmark> bookmarks, Resumption resumption, BurstDoors doors, CancellationToken cancellationToken) =>
        RunAsync(
            definition, instance, doors, resumption.TimedOut ? "TimedOut" : "Resumed", JsonSerializer.Serialize(resumption.Payload),
            [.. bookmarks.Where(bookmark => bookmark.Id != resumption.Bookmark.Id)], cancellationToken);

    public Task<Burst> ContinueAsync(DefinitionVersion definition, StoredInstance instance, BurstDoors doors, CancellationToken cancellationToken) =>
        RunAsync(definition, instance, doors, "Continued", data: null, removed: [], cancellationToken);

    public Task<Burst> CancelAsync(
        DefinitionVersion definition, StoredInstance instance, IReadOnlyList<Bookmark> bookmarks, string reason, BurstDoors doors, CancellationToken cancellationToken)
    {
        var run = new Run(instance, doors);
        run.Journal("Cancelled", reason);
        return Task.FromResult(run.End(InstanceStatus.Cancelled, [.. bookmarks.Select(bookmark => bookmark.Id)]));
    }

    public Task<Burst> HoldAsync(DefinitionVersion definition, StoredInstance instance, string reason, BurstDoors doors, CancellationToken cancellationToken) =>
        Task.FromResult(Note(instance, doors, "OnHold", reason, InstanceStatus.OnHold));

    /// <summary>A script on hold waits.</summary>
    public Task<Burst> ReleaseAsync(DefinitionVersion definition, StoredInstance instance, BurstDoors doors, CancellationToken cancellationToken) =>
        Task.FromResult(Note(instance, doors, "Released", null, InstanceStatus.Suspended));

    private static Burst Note(StoredInstance instance, BurstDoors doors, string what, string? data, InstanceStatus status)
    {
        var run = new Run(instance, doors);
        run.Journal(what, data);
        return run.End(status, []);
    }

    private async Task<Burst> RunAsync(
        DefinitionVersion definition, StoredInstance instance, BurstDoors doors, string cause, string? data, IReadOnlyList<Bookmark> removed, CancellationToken cancellationToken)
    {
        OnBurst?.Invoke();
        var script = JsonNode.Parse(definition.Content)!["script"]!.AsArray().Select(word => word!.GetValue<string>().Split(' ')).ToArray();
        var run = new Run(instance, doors);
        run.Journal(cause, data);
        while (run.Step < script.Length && !run.Waits && !run.Stops)
        {
            await run.DoAsync(script[run.Step], cancellationToken).ConfigureAwait(false);
            run.Step++;
        }

        var status = run.Waits ? InstanceStatus.Suspended : run.Stops && run.Step < script.Length ? InstanceStatus.Running : InstanceStatus.Finished;
        return run.End(status, [.. removed.Select(bookmark => bookmark.Id)]);
    }

    private sealed class Run
    {
        private readonly StoredInstance _instance;
        private readonly BurstDoors _doors;
        private readonly List<JournalEntry> _journal = [];
        private readonly List<Bookmark> _bookmarks = [];
        private readonly List<Stimulus> _stimuli = [];
        private readonly List<OutboxMessage> _outbox = [];
        private IUnitOfWork? _work;
        private int _sequence;

        public Run(StoredInstance instance, BurstDoors doors)
        {
            (_instance, _doors) = (instance, doors);
            var state = Encoding.UTF8.GetString(instance.State.Span).Split(' ');
            Step = int.Parse(state[0], CultureInfo.InvariantCulture);
            _sequence = int.Parse(state[1], CultureInfo.InvariantCulture);
        }

        public int Step { get; set; }

        public bool Stops { get; private set; }

        public bool Waits => _bookmarks.Count > 0;

        public void Journal(string what, string? data) =>
            _journal.Add(new(_instance.Id, ++_sequence, _doors.Now, what, $"step{Step}", "Scripted", null, null, data));

        public async Task DoAsync(string[] words, CancellationToken cancellationToken)
        {
            switch (words)
            {
                case ["event", var name]: Wait(BookmarkKinds.Event, name, null, null); break;
                case ["event", var name, var correlation]: Wait(BookmarkKinds.Event, name, correlation, null); break;
                case ["timer", var seconds]: Wait(BookmarkKinds.Timer, "", null, Seconds(seconds)); break;
                case ["event-or-timer", var name, var seconds]: Wait(BookmarkKinds.Event, name, null, Seconds(seconds)); break;
                case ["send", var channel]: _outbox.Add(new(_doors.Identifiers.Next(), channel, $"{_instance.Id}:{Step}", "{}", _doors.Now, _instance.Id)); break;
                case ["publish", var name]: _stimuli.Add(new(_doors.Identifiers.Next(), StimulusKind.Event, name, null, null, null, null, _doors.Now)); break;
                case ["ledger"]: await LedgerAsync(cancellationToken).ConfigureAwait(false); break;
                case ["commit"]: Stops = true; break;
                case ["again"]: Step = -1; break;
                case ["fail"]: throw new InvalidOperationException("The script says so.");
                default: throw new InvalidOperationException($"No such word: {string.Join(' ', words)}");
            }

            Journal(words[0], null);
        }

        public Burst End(InstanceStatus status, IReadOnlyList<Guid> removed) => new(
            new(
                _instance with
                {
                    Status = status,
                    State = Encoding.UTF8.GetBytes($"{Step} {_sequence}"),
                    Revision = _instance.Revision + 1,
                    UpdatedAt = _doors.Now,
                    FinishedAt = status is InstanceStatus.Suspended or InstanceStatus.Running or InstanceStatus.OnHold ? null : _doors.Now,
                },
                null, null, removed, _bookmarks, _journal, _stimuli, _outbox, []),
            _work, new Dictionary<string, object?> { ["steps"] = (decimal)Step });

        private DateTimeOffset Seconds(string text) => _doors.Now.AddSeconds(double.Parse(text, CultureInfo.InvariantCulture));

        private void Wait(string kind, string name, string? correlation, DateTimeOffset? due) =>
            _bookmarks.Add(new(_doors.Identifiers.Next(), _instance.Id, $"step{Step}", kind, name, correlation, null, _doors.Now, due));

        private async Task LedgerAsync(CancellationToken cancellationToken)
        {
            _work ??= await _doors.BeginAsync(cancellationToken).ConfigureAwait(false);
            await _work.Command("insert into ledger (instance_id, step) values (@instance, @step)", ("instance", _instance.Id), ("step", Step))
                .ExecuteAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
