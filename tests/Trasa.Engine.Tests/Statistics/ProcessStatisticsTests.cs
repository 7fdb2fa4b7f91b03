using Trasa.Engine.Instances;
using Trasa.Engine.Journal;
using Trasa.Engine.Statistics;

namespace Trasa.Engine.Tests.Statistics;

/// <summary>Figures about many instances.</summary>
public sealed class ProcessStatisticsTests
{
    private static readonly DateTimeOffset s_start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly List<HistoryInstance> _instances = [];
    private readonly List<HistoryStep> _steps = [];

    [Fact]
    public void Step_that_takes_longest_in_all_comes_first_with_median_and_nine_of_ten()
    {
        for (var hours = 1; hours <= 10; hours++) Finished(("check", 0, 1), ("approve", 1, 1 + hours));

        var statistics = Statistics();

        Assert.Equal(["approve", "check"], statistics.Steps.Select(step => step.ActivityId));
        Assert.Equal((10, TimeSpan.FromHours(5), TimeSpan.FromHours(9), TimeSpan.FromHours(10)), (statistics.Steps[0].Time.Count, statistics.Steps[0].Time.Median, statistics.Steps[0].Time.NinetyPercent, statistics.Steps[0].Time.Longest));
        Assert.Equal((10, 10, 0), (statistics.Started, statistics.Finished, statistics.Open));
    }

    [Fact]
    public void Ways_that_were_taken_are_counted_without_containers()
    {
        Finished(("flow", 0, 3), ("check", 0, 1), ("approve", 1, 2));
        Finished(("flow", 0, 3), ("check", 0, 1), ("approve", 1, 3));
        Finished(("flow", 0, 3), ("check", 0, 1));

        var statistics = Statistics();

        Assert.Equal(["check approve 2", "check 1"], statistics.Paths.Select(path => $"{string.Join(' ', path.Steps)} {path.Count}"));
        Assert.Equal(3, statistics.Left[("check", "Done")]);
    }

    [Fact]
    public void What_waits_now_counts_up_to_now_and_what_was_cancelled_does_not_wait()
    {
        var waiting = Instance(InstanceStatus.Suspended, null);
        _steps.Add(new(waiting, "approve", JournalEvents.ActivityStarted, null, s_start));
        var cancelled = Instance(InstanceStatus.Cancelled, s_start.AddHours(1));
        _steps.Add(new(cancelled, "approve", JournalEvents.ActivityStarted, null, s_start));

        var step = Assert.Single(Statistics(s_start.AddHours(7)).Steps);

        Assert.Equal((1, TimeSpan.FromHours(7), 0), (step.Waiting, step.LongestWaiting!.Value, step.Time.Count));
    }

    [Fact]
    public void Days_are_those_of_the_zone()
    {
        _instances.Add(new(NewId(), 1, InstanceStatus.Finished, new(2026, 3, 2, 23, 30, 0, TimeSpan.Zero), new(2026, 3, 3, 23, 30, 0, TimeSpan.Zero)));

        var statistics = Statistics();

        Assert.Equal(["2026-03-03 1/0", "2026-03-04 0/1"], statistics.Days.Select(Spell));
        Assert.Equal(["2026-03-02 1/1"], statistics.Weeks.Select(Spell));
    }

    [Fact]
    public void What_was_started_before_the_period_counts_on_the_day_on_which_it_finished()
    {
        DateTimeOffset[] ends = [new(2026, 3, 8, 12, 0, 0, TimeSpan.Zero), new(2026, 3, 9, 12, 0, 0, TimeSpan.Zero), new(2026, 3, 9, 13, 0, 0, TimeSpan.Zero)];

        var statistics = ProcessStatistics.Of(new([], [], false) { Ends = ends }, _ => false, TimeZoneInfo.Utc, s_start);

        Assert.Equal((0, 0, 3, 1.5), (statistics.Started, statistics.Finished, statistics.Ended, statistics.FinishedADay(days: 2)));
        Assert.Equal(["2026-03-08 0/1", "2026-03-09 0/2"], statistics.Days.Select(Spell));
        Assert.Equal(["2026-03-02 0/1", "2026-03-09 0/2"], statistics.Weeks.Select(Spell));
    }

    private static string Spell(DayFigures day) => $"{day.Day:yyyy-MM-dd} {day.Started}/{day.Finished}";

    private Guid NewId() => new(_instances.Count + 1, 0, 0, new byte[8]);

    private ProcessStatistics Statistics(DateTimeOffset? now = null) =>
        ProcessStatistics.Of(new(_instances, _steps, false) { Starts = [.. _instances.Select(instance => instance.CreatedAt)], Ends = [.. _instances.Select(instance => instance.FinishedAt).OfType<DateTimeOffset>()] }, id => id == "flow", TimeZoneInfo.FindSystemTimeZoneById("Europe/Bucharest"), now ?? s_start.AddDays(1));

    private Guid Instance(InstanceStatus status, DateTimeOffset? finished)
    {
        var id = NewId();
        _instances.Add(new(id, 1, status, s_start, finished));
        return id;
    }

    private void Finished(params (string Activity, int Begin, int End)[] steps)
    {
        var id = Instance(InstanceStatus.Finished, s_start.AddHours(steps.Max(step => step.End)));
        foreach (var (activity, begin, end) in steps)
        {
            _steps.Add(new(id, activity, JournalEvents.ActivityStarted, null, s_start.AddHours(begin)));
            _steps.Add(new(id, activity, JournalEvents.ActivityCompleted, "Done", s_start.AddHours(end)));
        }
    }
}
