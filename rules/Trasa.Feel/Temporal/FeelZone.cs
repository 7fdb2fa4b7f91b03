using System.Globalization;

namespace Trasa.Feel.Temporal;

/// <summary>An offset from UTC, or an IANA zone whose offset depends on the date.</summary>
public sealed record FeelZone
{
    public static readonly FeelZone Utc = new(0);

    private readonly TimeZoneInfo? _zone;

    private FeelZone(int offset) => Offset = offset;

    private FeelZone(TimeZoneInfo zone, string id)
    {
        _zone = zone;
        Id = id;
        Offset = (int)zone.BaseUtcOffset.TotalSeconds;
    }

    /// <summary>The zone id as it was written; null for a fixed offset.</summary>
    public string? Id { get; }

    /// <summary>Seconds east of UTC; for a zone its standard time.</summary>
    public int Offset { get; }

    /// <summary>Null beyond 14 hours, the limit of XML Schema.</summary>
    public static FeelZone? OfOffset(int seconds) => seconds == 0 ? Utc : Math.Abs(seconds) <= 14 * 3600 ? new FeelZone(seconds) : null;

    public static FeelZone? OfId(string id) =>
        id.Length is > 0 and < 64 && !id.Contains(' ', StringComparison.Ordinal) && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? new FeelZone(zone, id) : null;

    /// <summary>Seconds east of UTC that hold at a local time; years that .NET does not know take standard time.</summary>
    public int OffsetAt(FeelDate date, int secondOfDay)
    {
        if (_zone is null || date.ToDateOnly() is not { } day) return Offset;
        return (int)_zone.GetUtcOffset(day.ToDateTime(TimeOnly.MinValue).AddSeconds(secondOfDay)).TotalSeconds;
    }

    /// <summary>Seconds east of UTC that hold at a moment in UTC.</summary>
    public int OffsetAtUtc(FeelDate date, int secondOfDay)
    {
        if (_zone is null || date.ToDateOnly() is not { } day) return Offset;
        return (int)_zone.GetUtcOffset(DateTime.SpecifyKind(day.ToDateTime(TimeOnly.MinValue).AddSeconds(secondOfDay), DateTimeKind.Utc)).TotalSeconds;
    }

    public bool Equals(FeelZone? other) => other is not null && Id == other.Id && Offset == other.Offset;

    public override int GetHashCode() => HashCode.Combine(Id, Offset);

    public override string ToString()
    {
        if (Id is not null) return "@" + Id;
        if (Offset == 0) return "Z";
        var seconds = Math.Abs(Offset);
        var text = (Offset < 0 ? "-" : "+") + Two(seconds / 3600) + ":" + Two(seconds / 60 % 60);
        return seconds % 60 == 0 ? text : text + ":" + Two(seconds % 60);
    }

    private static string Two(int number) => number.ToString("D2", CultureInfo.InvariantCulture);
}
