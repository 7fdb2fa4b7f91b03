namespace Trasa.Engine.Calendars.Reckoning;

/// <summary>The wall clock of one zone. Instants are UTC ticks.</summary>
internal sealed class WallClock(TimeZoneInfo zone)
{
    private static readonly long Day = TimeSpan.TicksPerDay;

    public DateTime Read(long instant) => new(Math.Clamp(instant + Offset(instant), 0, DateTime.MaxValue.Ticks));

    public DateOnly Date(long instant) => DateOnly.FromDateTime(Read(instant));

    public DateTimeOffset Show(long instant) => new(instant + Offset(instant), new TimeSpan(Offset(instant)));

    /// <summary>
    /// The first instant at which the clock shows at least this time. So a time that the clock skips in spring is the
    /// moment of the change, a time that it shows twice in autumn is the first of the two, and later wall times never
    /// give earlier instants.
    /// </summary>
    public long Instant(DateTime wall)
    {
        var before = Offset(wall.Ticks - Day);
        var after = Offset(wall.Ticks + Day);
        var earlier = wall.Ticks - Math.Max(before, after);
        var later = wall.Ticks - Math.Min(before, after);
        if (earlier + Offset(earlier) == wall.Ticks)
            return earlier;

        return later + Offset(later) == wall.Ticks ? later : ChangeBetween(earlier, later, wall.Ticks);
    }

    /// <summary>Halves down to the moment of the change; clocks change on whole seconds.</summary>
    private long ChangeBetween(long before, long after, long wall)
    {
        while (after - before > TimeSpan.TicksPerSecond)
        {
            var middle = before + ((after - before) / 2);
            if (middle + Offset(middle) >= wall)
                after = middle;
            else
                before = middle;
        }

        return after - (after % TimeSpan.TicksPerSecond);
    }

    private long Offset(long instant) =>
        zone.GetUtcOffset(new DateTime(Math.Clamp(instant, 0, DateTime.MaxValue.Ticks), DateTimeKind.Utc)).Ticks;
}
