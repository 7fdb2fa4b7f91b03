using Trasa.Engine.Instances;

namespace Trasa.Engine.Statistics;

/// <summary>The figures of a process: how much goes through, how long it takes, where it waits, which ways it takes.</summary>
public sealed record ProcessStatistics
{
    private const int MostPaths = 12;

    /// <summary>Instances that were started.</summary>
    public int Started { get; private init; }

    /// <summary>Of these, how many are finished.</summary>
    public int Finished { get; private init; }

    /// <summary>Instances that were finished in the period, whenever they had been started.</summary>
    public int Ended { get; private init; }

    /// <summary>Instances that run or wait.</summary>
    public int Open { get; private init; }

    public int Faulted { get; private init; }

    public int Cancelled { get; private init; }

    /// <summary>From start to end, of those that finished.</summary>
    public DurationFigures CycleTime { get; private init; }

    /// <summary>The longest total time first: the first is the bottleneck.</summary>
    public IReadOnlyList<StepStatistics> Steps { get; private init; } = [];

    /// <summary>How often a step was left by an outcome.</summary>
    public IReadOnlyDictionary<(string ActivityId, string Outcome), int> Left { get; private init; } = new Dictionary<(string, string), int>();

    /// <summary>The ways that finished instances took, most frequent first.</summary>
    public IReadOnlyList<ProcessPath> Paths { get; private init; } = [];

    /// <summary>Started and finished by day, each on its own day, in the zone that was asked for.</summary>
    public IReadOnlyList<DayFigures> Days { get; private init; } = [];

    /// <summary>The same by week; the day is its Monday.</summary>
    public IReadOnlyList<DayFigures> Weeks =>
        [.. from day in Days group day by day.Day.AddDays(-(((int)day.Day.DayOfWeek + 6) % 7)) into week select new DayFigures(week.Key, week.Sum(day => day.Started), week.Sum(day => day.Finished))];

    /// <summary>How many finished a day, on average over the days that were looked at.</summary>
    public double FinishedADay(int days) => (double)Ended / Math.Max(1, days);

    /// <param name="history">What happened.</param>
    /// <param name="isContainer">Whether an activity only holds others; those are not steps of a path.</param>
    /// <param name="zone">Whose days are counted.</param>
    /// <param name="now">Until when steps that are not over have lasted.</param>
    public static ProcessStatistics Of(ProcessHistory history, Func<string, bool> isContainer, TimeZoneInfo zone, DateTimeOffset now)
    {
        var instances = history.Instances;
        var walks = history.Steps.GroupBy(step => step.InstanceId).ToDictionary(steps => steps.Key, steps => Walk.Of(steps, isContainer));
        var open = instances.Where(IsOpen).Select(instance => instance.Id).ToHashSet();
        return new()
        {
            Started = instances.Count,
            Finished = instances.Count(instance => instance.Status == InstanceStatus.Finished),
            Ended = history.Ends.Count,
            Open = open.Count,
            Faulted = instances.Count(instance => instance.Status == InstanceStatus.Faulted),
            Cancelled = instances.Count(instance => instance.Status == InstanceStatus.Cancelled),
            CycleTime = DurationFigures.Of(instances.Where(instance => instance is { Status: InstanceStatus.Finished, FinishedAt: not null }).Select(instance => instance.FinishedAt!.Value - instance.CreatedAt)),
            Steps = StepsOf(walks, open, now),
            Left = walks.Values.SelectMany(walk => walk.Left).CountBy(left => left).ToDictionary(),
            Paths = PathsOf(instances, walks),
            Days = DaysOf(history, zone),
        };
    }

    private static bool IsOpen(HistoryInstance instance) => instance.Status is InstanceStatus.Running or InstanceStatus.Suspended or InstanceStatus.Faulted or InstanceStatus.OnHold;

    private static List<StepStatistics> StepsOf(Dictionary<Guid, Walk> walks, HashSet<Guid> open, DateTimeOffset now)
    {
        var spells = walks.SelectMany(walk => walk.Value.Spells.Select(spell => (Spell: spell, IsOpen: open.Contains(walk.Key))));
        return
        [
            .. from entry in spells
               group entry by entry.Spell.ActivityId into step
               let over = step.Where(entry => entry.Spell.End is not null).Select(entry => entry.Spell.End!.Value - entry.Spell.Begin)
               let waiting = step.Where(entry => entry.Spell.End is null && entry.IsOpen).Select(entry => now - entry.Spell.Begin).ToList()
               let figures = DurationFigures.Of(over)
               let all = figures.Total + new TimeSpan(waiting.Sum(wait => wait.Ticks))
               orderby all descending, step.Key
               select new StepStatistics(step.Key, figures, waiting.Count, waiting.Count == 0 ? null : waiting.Max(), all, step.Count(entry => entry.Spell.Faulted)),
        ];
    }

    private static List<ProcessPath> PathsOf(IReadOnlyList<HistoryInstance> instances, Dictionary<Guid, Walk> walks) =>
        [
            .. (from instance in instances
                where instance is { Status: InstanceStatus.Finished, FinishedAt: not null } && walks.ContainsKey(instance.Id)
                group instance by string.Join('\n', walks[instance.Id].Path) into same
                orderby same.Count() descending, same.Key
                select new ProcessPath(walks[same.First().Id].Path, same.Count(), DurationFigures.Of(same.Select(instance => instance.FinishedAt!.Value - instance.CreatedAt)).Median, same.First().Id)).Take(MostPaths),
        ];

    private static List<DayFigures> DaysOf(ProcessHistory history, TimeZoneInfo zone)
    {
        DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
        var (started, finished) = (history.Starts.CountBy(Day).ToDictionary(), history.Ends.CountBy(Day).ToDictionary());
        return [.. started.Keys.Union(finished.Keys).Order().Select(day => new DayFigures(day, started.GetValueOrDefault(day), finished.GetValueOrDefault(day)))];
    }
}

/// <param name="ActivityId">The step.</param>
/// <param name="Time">How long it took, of those that are over.</param>
/// <param name="Waiting">Instances that stand there now.</param>
/// <param name="LongestWaiting">How long the oldest of these stands there.</param>
/// <param name="InAll">All the time that was spent there, what still waits included.</param>
/// <param name="Faults">How often it failed.</param>
public sealed record StepStatistics(string ActivityId, DurationFigures Time, int Waiting, TimeSpan? LongestWaiting, TimeSpan InAll, int Faults);

/// <param name="Steps">Ids of the steps in the order in which they were completed.</param>
/// <param name="Count">How many instances took this way.</param>
/// <param name="Median">How long they took.</param>
/// <param name="Example">One of them.</param>
public sealed record ProcessPath(IReadOnlyList<string> Steps, int Count, TimeSpan Median, Guid Example);

public readonly record struct DayFigures(DateOnly Day, int Started, int Finished);
