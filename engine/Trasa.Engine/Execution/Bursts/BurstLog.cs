using Trasa.Engine.Execution.Plans;
using Trasa.Engine.Journal;
using Trasa.Model.Workflows;

namespace Trasa.Engine.Execution.Bursts;

/// <summary>The journal of one burst, as detailed as the definition wants it.</summary>
internal sealed class BurstLog(Guid instanceId, DateTimeOffset now, string? actor, JournalLevel level, int sequence)
{
    private readonly List<JournalEntry> _entries = [];

    public IReadOnlyList<JournalEntry> Entries => _entries;

    /// <summary>The number of the last entry.</summary>
    public int Sequence { get; private set; } = sequence;

    public int Count => _entries.Count;

    public void Started(PlanNode node)
    {
        if (level is JournalLevel.Full or JournalLevel.Values) Append(JournalEvents.ActivityStarted, node, null, null);
    }

    /// <summary>Whether steps say what they were given and gave.</summary>
    public bool KeepsValues => level == JournalLevel.Values;

    public void Completed(PlanNode node, IReadOnlyList<string> outcomes, StepValues? values)
    {
        if (level is JournalLevel.Full or JournalLevel.Values || (level == JournalLevel.Brief && !node.IsContainer))
            Append(JournalEvents.ActivityCompleted, node, outcomes.Count == 1 ? outcomes[0] : string.Join(", ", outcomes), values?.ToJson());
    }

    /// <summary>What a step that waits was given; said only in journals that keep values.</summary>
    public void Waits(PlanNode node, StepValues? values)
    {
        if (level == JournalLevel.Values) Append(JournalEvents.ActivityWaits, node, null, values?.ToJson());
    }

    /// <summary>Steps between start and completion: waits, resumptions, cancellations.</summary>
    public void Between(string journalEvent, PlanNode node, string? outcome = null, string? data = null)
    {
        if (level != JournalLevel.None) Append(journalEvent, node, outcome, data);
    }

    /// <summary>Entries that are kept at every level.</summary>
    public void Add(string journalEvent, PlanNode? node, string? outcome, string? data) => Append(journalEvent, node, outcome, data);

    public void TruncateTo(int count)
    {
        Sequence -= _entries.Count - count;
        _entries.RemoveRange(count, _entries.Count - count);
    }

    private void Append(string journalEvent, PlanNode? node, string? outcome, string? data) =>
        _entries.Add(new(instanceId, ++Sequence, now, journalEvent, node?.Id, node?.Type, outcome, actor, data));
}
