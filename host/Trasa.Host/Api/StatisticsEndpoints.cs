using Trasa.Engine.Statistics;
using Trasa.Host.Identity;
using Trasa.Host.Workflows;

namespace Trasa.Host.Api;

/// <summary>Where the time goes in a process, as the page of its figures says it.</summary>
internal static class StatisticsEndpoints
{
    private const int UsualDays = 30;

    /// <summary>Days before and after these are a slip of the pen, and some of them no clock can tell.</summary>
    private static readonly DateOnly s_first = new(1970, 1, 1), s_last = new(9000, 1, 1);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/workflows/{key}/statistics", OfAsync).WithTags("Workflows").RequireAuthorization(Policies.Processes)
            .WithSummary("The figures of the instances that were started from= one day to= another, both included (the last 30 when left out), in the days of zone= (UTC): times, steps, arrows and ways that were taken. version= asks for one.");

    private static async Task<IResult> OfAsync(
        string key, ProcessFigures process, TimeProvider time, DateOnly? from = null, DateOnly? to = null, string? zone = null, int? version = null, CancellationToken cancellationToken = default)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone ?? "UTC", out var days)) throw new BadRequestException($"zone is a time zone such as Europe/Bucharest; got '{zone}'.");
        var last = to ?? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), days).DateTime);
        var first = from ?? (last > s_first ? last.AddDays(1 - UsualDays) : last);
        if (first > last || first < s_first || last > s_last) throw new BadRequestException($"from and to are days from {s_first:yyyy-MM-dd} on, and from is not after to; got {first:yyyy-MM-dd} and {last:yyyy-MM-dd}.");
        var found = await process.OfAsync(key, version, first, last, days, cancellationToken)
            ?? throw new NotThereException($"There is no published workflow '{key}'{(version is null ? "" : $" in version {version}")}.");
        return Results.Ok(Shown(found, first, last));
    }

    private static object Shown(FiguresOfProcess found, DateOnly first, DateOnly last)
    {
        var figures = found.Figures;
        return new
        {
            found.Shown.Key, found.Shown.Version, from = first, to = last, found.IsCut,
            figures.Started, figures.Finished, figures.Ended, figures.Open, figures.Faulted, figures.Cancelled,
            cycleTime = Shown(figures.CycleTime),
            steps = figures.Steps.Select(step => new
            {
                activity = step.ActivityId, name = Name(step.ActivityId), time = Shown(step.Time), step.Waiting, step.LongestWaiting, step.InAll, step.Faults,
            }),
            arrows = figures.Left.Select(left => new { from = left.Key.ActivityId, left.Key.Outcome, times = left.Value }),
            paths = figures.Paths.Select(path => new { path.Steps, names = path.Steps.Select(Name), path.Count, path.Median, path.Example }),
            figures.Days,
        };

        string Name(string step) => found.Steps.GetValueOrDefault(step, step);
    }

    /// <summary>Nothing has no duration.</summary>
    private static object? Shown(DurationFigures times) => times.Count == 0 ? null : new { times.Count, times.Median, times.NinetyPercent, times.Longest };
}
