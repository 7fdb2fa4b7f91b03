using System.Collections.Immutable;

namespace Trasa.Engine.Calendars;

/// <summary>The usual hours of every weekday; a day that is not given is closed.</summary>
public sealed class WeeklyHours : IEquatable<WeeklyHours>
{
    private readonly ImmutableArray<DayHours> _days;

    private WeeklyHours(ImmutableArray<DayHours> days) => _days = days;

    public static WeeklyHours Closed { get; } = new([.. Enumerable.Repeat(DayHours.Closed, 7)]);

    public static WeeklyHours RoundTheClock { get; } = new([.. Enumerable.Repeat(DayHours.Parse("00:00-24:00"), 7)]);

    public DayHours this[DayOfWeek day] => _days[(int)day];

    /// <summary>The same week with other hours on the days given.</summary>
    public WeeklyHours With(DayHours hours, params IEnumerable<DayOfWeek> days)
    {
        var changed = _days.ToBuilder();
        foreach (var day in days)
            changed[(int)day] = hours;
        return new WeeklyHours(changed.ToImmutable());
    }

    /// <summary>Monday to Friday with the same hours, closed at the weekend.</summary>
    /// <exception cref="FormatException">See <see cref="DayHours.Parse"/>.</exception>
    public static WeeklyHours MondayToFriday(string hours) =>
        Closed.With(DayHours.Parse(hours), DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday);

    public bool Equals(WeeklyHours? other) => other is not null && _days.SequenceEqual(other._days);

    public override bool Equals(object? obj) => Equals(obj as WeeklyHours);

    public override int GetHashCode() => _days.Aggregate(0, HashCode.Combine);
}
