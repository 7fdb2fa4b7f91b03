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
        if (level == JournalLevel.Full) Append(JournalEvents.ActivityStarted, node, null, null);
    }

    public void Completed(PlanNode node, IReadOnlyList<string> outcomes)
    {
        if (level == JournalLevel.Full || (level == JournalLevel.Brief && !node.IsContainer))
            Append(JournalEvents.ActivityCompleted, node, outcomes.Count == 1 ? outcomes[0] : string.Join(", ", outcomes), null);
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
