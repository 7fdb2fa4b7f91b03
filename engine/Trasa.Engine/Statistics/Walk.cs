using Trasa.Engine.Journal;

namespace Trasa.Engine.Statistics;

/// <summary>The way of one instance through its steps.</summary>
internal sealed class Walk
{
    private readonly List<Spell> _spells = [];
    private readonly List<string> _path = [];
    private readonly List<(string, string)> _left = [];

    public IReadOnlyList<Spell> Spells => _spells;

    /// <summary>Steps in the order in which they were completed, without containers.</summary>
    public IReadOnlyList<string> Path => _path;

    public IReadOnlyList<(string ActivityId, string Outcome)> Left => _left;

    public static Walk Of(IEnumerable<HistoryStep> steps, Func<string, bool> isContainer)
    {
        var walk = new Walk();
        foreach (var step in steps)
            if (!isContainer(step.ActivityId)) walk.Add(step);
        return walk;
    }

    private void Add(HistoryStep step)
    {
        switch (step.Event)
        {
            case JournalEvents.ActivityStarted:
                _spells.Add(new(step.ActivityId, step.Time));
                break;
            case JournalEvents.ActivityCompleted:
                End(step);
                _path.Add(step.ActivityId);
                _left.AddRange((step.Outcome ?? "Done").Split(", ").Select(outcome => (step.ActivityId, outcome)));
                break;
            case JournalEvents.ActivityCancelled:
                End(step);
                break;
            case JournalEvents.ActivityFaulted:
                if (Open(step.ActivityId) is { } spell) spell.Faulted = true;
                break;
            case JournalEvents.BoundaryFired when step.Outcome is { } outcome:
                _left.Add((step.ActivityId, outcome));
                break;
        }
    }

    /// <summary>A step that runs several times at once ends in the order in which it began: the sums stay right.</summary>
    private void End(HistoryStep step)
    {
        if (Open(step.ActivityId) is { } spell) spell.End = step.Time;
    }

    private Spell? Open(string activityId) => _spells.Find(spell => spell.End is null && spell.ActivityId == activityId);
}

/// <summary>One execution of a step.</summary>
internal sealed class Spell(string activityId, DateTimeOffset begin)
{
    public string ActivityId => activityId;

    public DateTimeOffset Begin => begin;

    public DateTimeOffset? End { get; set; }

    public bool Faulted { get; set; }
}
