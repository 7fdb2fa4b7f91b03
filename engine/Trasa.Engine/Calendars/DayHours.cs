using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Trasa.Engine.Calendars;

/// <summary>The open segments of one day, in order and without overlap; none when the day is closed.</summary>
public sealed class DayHours : IEquatable<DayHours>
{
    private DayHours(ImmutableArray<OpeningHours> segments) => Segments = segments;

    public static DayHours Closed { get; } = new([]);

    public ImmutableArray<OpeningHours> Segments { get; }

    public bool IsClosed => Segments.IsEmpty;

    /// <summary>Reads "09:00-12:30, 13:00-17:30" or "closed".</summary>
    /// <exception cref="FormatException">The text is not a list of hours; the message says what would be right.</exception>
    public static DayHours Parse(string text) =>
        TryParse(text, out var hours, out var reason) ? hours : throw new FormatException(reason);

    public static bool TryParse(string text, [NotNullWhen(true)] out DayHours? hours, [NotNullWhen(false)] out string? reason)
    {
        (hours, reason) = (null, null);
        if (text.Trim().Equals("closed", StringComparison.OrdinalIgnoreCase))
        {
            hours = Closed;
            return true;
        }

        var segments = new List<OpeningHours>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!OpeningHours.TryParse(part, out var segment))
                reason = $"'{part}' is not a segment of hours; write for example \"09:00-12:30, 13:00-17:30\", \"22:00-06:00\" or \"closed\".";
            else if (segments.Count > 0 && segment.From < segments[^1].To)
                reason = $"'{part}' begins before '{segments[^1]}' ends; write the segments in order and without overlap.";
            if (reason is not null)
                return false;

            segments.Add(segment);
        }

        hours = new DayHours([.. segments]);
        return true;
    }

    public bool Equals(DayHours? other) => other is not null && Segments.SequenceEqual(other.Segments);

    public override bool Equals(object? obj) => Equals(obj as DayHours);

    public override int GetHashCode() => Segments.Aggregate(0, HashCode.Combine);

    public override string ToString() => IsClosed ? "closed" : string.Join(", ", Segments);
}
