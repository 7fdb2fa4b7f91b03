using System.Globalization;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;

namespace Trasa.Host.Components.Shared;

/// <summary>The clock on the wall of the person who looks: their time zone, and how far away a moment is.</summary>
internal sealed class ScreenClock(TimeProvider time, IRecords records)
{
    private TimeZoneInfo? _zone;

    public DateTimeOffset Now => time.GetUtcNow();

    public TimeZoneInfo Zone => _zone ?? TimeZoneInfo.Local;

    public async Task UseZoneOfAsync(Guid userId, CancellationToken cancellationToken)
    {
        if (_zone is not null) return;
        var user = await records.FindAsync(null, "user", userId, Actor.System, cancellationToken);
        _zone = user?.Text("timeZone") is { } name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Local;
    }

    public DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    /// <summary>The moment at which the day begins on that wall.</summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new(midnight, Zone.GetUtcOffset(midnight));
    }

    /// <summary>As short as it can be said: the time today, the day this year, else the date.</summary>
    public string Short(DateTimeOffset instant)
    {
        var (local, today) = (Local(instant), Local(Now));
        var culture = CultureInfo.CurrentCulture;
        if (local.Date == today.Date) return local.ToString("HH:mm", culture);
        return local.Year == today.Year ? local.ToString("d MMM HH:mm", culture) : local.ToString("d MMM yyyy", culture);
    }

    public string Long(DateTimeOffset instant) => Local(instant).ToString("ddd d MMM yyyy HH:mm", CultureInfo.CurrentCulture);

    /// <summary>Two units at the most: 2 d 4 h, 3 h 10 min, 25 min.</summary>
    public static string Span(TimeSpan span)
    {
        span = span.Duration();
        if (span.TotalDays >= 1) return span.Hours > 0 && span.TotalDays < 7 ? $"{(int)span.TotalDays} d {span.Hours} h" : $"{(int)span.TotalDays} d";
        if (span.TotalHours >= 1) return span.Minutes > 0 ? $"{(int)span.TotalHours} h {span.Minutes} min" : $"{(int)span.TotalHours} h";
        return $"{Math.Max(0, (int)span.TotalMinutes)} min";
    }
}
