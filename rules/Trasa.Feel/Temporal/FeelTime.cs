using System.Globalization;

namespace Trasa.Feel.Temporal;

/// <summary>A time of day with nanoseconds, local when <see cref="Zone"/> is null.</summary>
public sealed record FeelTime(int SecondOfDay, int Nanosecond, FeelZone? Zone)
{
    public const int SecondsOfDay = 86_400;

    public static readonly FeelTime Midnight = new(0, 0, null);

    public int Hour => SecondOfDay / 3600;

    public int Minute => SecondOfDay / 60 % 60;

    public int Second => SecondOfDay % 60;

    /// <summary>Seconds since midnight with their fraction.</summary>
    public decimal Seconds => SecondOfDay + Nanosecond / 1_000_000_000m;

    private decimal UtcSeconds => Seconds - (Zone?.Offset ?? 0);

    public static FeelTime From(TimeOnly time) =>
        new((int)(time.Ticks / TimeSpan.TicksPerSecond), (int)(time.Ticks % TimeSpan.TicksPerSecond * 100), null);

    /// <summary>Seconds of a day with a fraction; what lies outside one day wraps around.</summary>
    public static FeelTime OfSeconds(decimal seconds, FeelZone? zone)
    {
        var inDay = (seconds % SecondsOfDay + SecondsOfDay) % SecondsOfDay;
        var whole = decimal.Floor(inDay);
        return new FeelTime((int)whole, (int)((inDay - whole) * 1_000_000_000m), zone);
    }

    /// <summary>Equal up to whole seconds; null when one is local and the other is not.</summary>
    public bool? SameMoment(FeelTime other) =>
        Zone is null != other.Zone is null ? null : decimal.Floor(UtcSeconds) == decimal.Floor(other.UtcSeconds);

    public int? Compare(FeelTime other) =>
        Zone is null != other.Zone is null ? null : UtcSeconds.CompareTo(other.UtcSeconds);

    /// <summary>Seconds between the two; null when one is local and the other is not.</summary>
    public decimal? Minus(FeelTime other) => Zone is null != other.Zone is null ? null : UtcSeconds - other.UtcSeconds;

    public TimeOnly ToTimeOnly() => new(SecondOfDay * TimeSpan.TicksPerSecond + Nanosecond / 100);

    public override string ToString()
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{Hour:D2}:{Minute:D2}:{Second:D2}");
        if (Nanosecond != 0) text += "." + Nanosecond.ToString("D9", CultureInfo.InvariantCulture).TrimEnd('0');
        return text + Zone;
    }
}
