namespace Trasa.Decisions.Backtests;

/// <summary>What a backtest counted. Adding is not for several threads at once.</summary>
public sealed class BacktestTally(int listed)
{
    private readonly List<ChangedDecision> _changed = [];
    private readonly Dictionary<FieldChange, int> _changes = [];
    private readonly Dictionary<string, int> _hits = new(StringComparer.Ordinal);

    /// <summary>Decisions that were tried.</summary>
    public int Tried { get; private set; }

    /// <summary>Of them, those that would come out otherwise.</summary>
    public int Differ { get; private set; }

    /// <summary>Of them, those that would leave a diagnostic.</summary>
    public int Troubled { get; private set; }

    /// <summary>Records that could not be tried: their inputs are no JSON object.</summary>
    public int Unreadable { get; private set; }

    /// <summary>How often each row would have matched, by its id.</summary>
    public IReadOnlyDictionary<string, int> Hits => _hits;

    /// <summary>The first changed decisions, up to the number that was asked for.</summary>
    public IReadOnlyList<ChangedDecision> Changed => _changed;

    /// <summary>From what to what, most frequent first.</summary>
    public IReadOnlyList<(FieldChange Change, int Count)> Changes =>
        [.. _changes.OrderByDescending(change => change.Value).ThenBy(change => change.Key.Field, StringComparer.Ordinal).Select(change => (change.Key, change.Value))];

    /// <summary>How many decisions differ in each field, most first.</summary>
    public IReadOnlyList<(string Field, int Count)> Fields =>
        [.. _changes.GroupBy(change => change.Key.Field).Select(changes => (changes.Key, Count: changes.Sum(change => change.Value))).OrderByDescending(changes => changes.Count)];

    public void Add(BacktestAnswer answer)
    {
        Tried++;
        if (answer.IsUnreadable) Unreadable++;
        if (answer.IsTroubled) Troubled++;
        foreach (var row in answer.Rows) _hits[row] = _hits.GetValueOrDefault(row) + 1;
        if (answer.Changed is not { } changed) return;
        Differ++;
        foreach (var field in changed.Fields) _changes[field] = _changes.GetValueOrDefault(field) + 1;
        if (_changed.Count < listed) _changed.Add(changed);
    }
}

/// <summary>What trying one past decision gave.</summary>
public readonly record struct BacktestAnswer(IReadOnlyList<string> Rows, ChangedDecision? Changed, bool IsTroubled, bool IsUnreadable);
