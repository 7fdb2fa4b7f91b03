using System.Collections.Immutable;
using System.Globalization;

namespace Trasa.Engine.Calendars;

/// <summary>A due time that can say how it was computed.</summary>
/// <param name="Start">In the zone of the calendar, as the due time.</param>
/// <param name="Duration">What was added.</param>
/// <param name="Calendar">The calendar it was counted on, and whose absences.</param>
/// <param name="Due">The earliest instant that completes the duration.</param>
/// <param name="Steps">In order of time, the pauses last; the steps that count sum up to the duration, and the pauses to what they added.</param>
public sealed record DueTime(DateTimeOffset Start, BusinessDuration Duration, string Calendar, DateTimeOffset Due, ImmutableArray<DueStep> Steps)
{
    /// <summary>The explanation in English; <see cref="DueTimeText"/> renders other languages.</summary>
    public override string ToString() => new DueTimeText(DueTimeWords.English, CultureInfo.InvariantCulture).Render(this);
}
