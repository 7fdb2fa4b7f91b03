namespace Trasa.Feel.Temporal;

/// <summary>A date and a time of day; local when the time has no zone.</summary>
public sealed record FeelDateTime(FeelDate Date, FeelTime Time)
{
    public FeelZone? Zone => Time.Zone;

    /// <summary>Seconds east of UTC at this moment; null when it is local.</summary>
    public int? Offset => Zone?.OffsetAt(Date, Time.SecondOfDay);

    /// <summary>Seconds since 1970 on the clock of the value itself, its offset not regarded.</summary>
    public decimal LocalSeconds => Date.DayNumber * (decimal)FeelTime.SecondsOfDay + Time.Seconds;

    /// <summary>Seconds since 1970 in UTC; a local value is taken as it stands.</summary>
    public decimal UtcSeconds => LocalSeconds - (Offset ?? 0);

    public static FeelDateTime From(DateTime moment) =>
        new(FeelDate.From(DateOnly.FromDateTime(moment)), FeelTime.From(TimeOnly.FromDateTime(moment)) with { Zone = moment.Kind == DateTimeKind.Utc ? FeelZone.Utc : null });

    public static FeelDateTime From(DateTimeOffset moment) =>
        new(FeelDate.From(DateOnly.FromDateTime(moment.DateTime)), FeelTime.From(TimeOnly.FromDateTime(moment.DateTime)) with { Zone = FeelZone.OfOffset((int)moment.Offset.TotalSeconds) });

    /// <summary>Midnight UTC of a date: how a date stands among dates and times (DMN 1.5, section 10.3.2.3.5).</summary>
    public static FeelDateTime MidnightUtc(FeelDate date) => new(date, FeelTime.Midnight with { Zone = FeelZone.Utc });

    /// <summary>The moment so many seconds since 1970 on a local clock; null outside the years that a date can have.</summary>
    public static FeelDateTime? OfLocalSeconds(decimal seconds, FeelZone? zone)
    {
        var day = decimal.Floor(seconds / FeelTime.SecondsOfDay);
        if (Math.Abs(day) > 400_000_000_000m || FeelDate.FromDayNumber((long)day) is not { } date) return null;
        return new FeelDateTime(date, FeelTime.OfSeconds(seconds - day * FeelTime.SecondsOfDay, zone));
    }

    /// <summary>Adds elapsed time: across a change of the clocks the local time shifts with them.</summary>
    public FeelDateTime? AddSeconds(decimal seconds)
    {
        if (Zone?.Id is null) return OfLocalSeconds(LocalSeconds + seconds, Zone);
        if (OfLocalSeconds(UtcSeconds + seconds, null) is not { } utc) return null;
        var offset = Zone.OffsetAtUtc(utc.Date, utc.Time.SecondOfDay);
        return OfLocalSeconds(utc.LocalSeconds + offset, Zone);
    }

    public FeelDateTime? AddMonths(decimal months) => Date.AddMonths(months) is { } date ? this with { Date = date } : null;

    /// <summary>Equal up to whole seconds; null when one is local and the other is not.</summary>
    public bool? SameMoment(FeelDateTime other) =>
        Zone is null != other.Zone is null ? null : decimal.Floor(UtcSeconds) == decimal.Floor(other.UtcSeconds);

    public int? Compare(FeelDateTime other) => Zone is null != other.Zone is null ? null : UtcSeconds.CompareTo(other.UtcSeconds);

    public decimal? Minus(FeelDateTime other) => Zone is null != other.Zone is null ? null : UtcSeconds - other.UtcSeconds;

    /// <summary>DateTimeOffset, or DateTime of unspecified kind when local; itself when .NET has no such moment.</summary>
    public object ToClr()
    {
        if (Date.ToDateOnly() is not { } date) return this;
        var local = date.ToDateTime(Time.ToTimeOnly());
        if (Offset is not { } offset) return local;
        // DateTimeOffset holds whole minutes only, and its UTC form must lie within the years of .NET as well.
        return offset % 60 == 0 && Date.Year is > 1 and < 9999 ? new DateTimeOffset(local, TimeSpan.FromSeconds(offset)) : this;
    }

    public override string ToString() => $"{Date}T{Time}";
}
