using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Trasa.Engine.Calendars;

/// <summary>
/// A length of time that knows its unit: calendar time passes always, working time only while the calendar it is
/// counted on is open. Days are a unit of their own on both sides: 2 working days are not 48 working hours, and a
/// calendar day ends at the same wall-clock time also when the clock was changed.
/// </summary>
/// <remarks>
/// Text form: numbers with units, <c>15 min</c>, <c>48 h</c>, <c>3 d</c>, <c>2 w</c>, <c>1 h 30 min</c> or ISO 8601
/// <c>PT48H</c> for calendar time; <c>30 wmin</c>, <c>4 wh</c>, <c>2 wd</c>, <c>1 wd 2 wh</c> for working time. The words
/// "working" and "business" also make it working time ("30 min working", "3 business days"). The two are not mixed in
/// one duration. Equality compares what is written: <c>48 h</c> is not <c>2 d</c>.
/// </remarks>
[JsonConverter(typeof(BusinessDurationConverter))]
public readonly record struct BusinessDuration : IParsable<BusinessDuration>
{
    /// <summary>The longest: a hundred years.</summary>
    public const int MaxDays = 36_525;

    private BusinessDuration(bool isWorkingTime, int days, TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, MaxDays);
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(time, TimeSpan.FromDays(MaxDays));
        (IsWorkingTime, Days, Time) = (isWorkingTime, days, time);
    }

    /// <summary>Both parts count on the open time of a calendar; false when they pass day and night.</summary>
    public bool IsWorkingTime { get; }

    /// <summary>Added before <see cref="Time"/>.</summary>
    public int Days { get; }

    public TimeSpan Time { get; }

    public bool IsZero => Days == 0 && Time == TimeSpan.Zero;

    public static BusinessDuration CalendarTime(TimeSpan time) => new(false, 0, time);

    public static BusinessDuration CalendarDays(int days) => new(false, days, TimeSpan.Zero);

    public static BusinessDuration WorkingTime(TimeSpan time) => new(true, 0, time);

    public static BusinessDuration WorkingDays(int days) => new(true, days, TimeSpan.Zero);

    /// <exception cref="FormatException">The text is not a duration; the message says what would be right.</exception>
    public static BusinessDuration Parse(string text) =>
        TryParse(text, out var duration, out var problem) ? duration : throw new FormatException(problem.Text);

    public static bool TryParse(string? text, out BusinessDuration duration, [NotNullWhen(false)] out CalendarProblem? problem) =>
        DurationText.TryParse(text ?? "", out duration, out problem);

    /// <summary>The shortest text that parses to the same value, e.g. "1 h 30 min" or "4 wh".</summary>
    public override string ToString() => DurationText.Short(this);

    /// <summary>For people: "4 working hours", "1 hour 30 minutes".</summary>
    public string ToWords() => DurationText.Words(this);

    /// <summary>ISO 8601 of calendar time, e.g. <c>P3D</c> or <c>PT48H</c>; null for working time, which ISO does not know.</summary>
    public string? ToIso() => IsWorkingTime ? null : DurationText.Iso(this);

    static BusinessDuration IParsable<BusinessDuration>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<BusinessDuration>.TryParse(string? s, IFormatProvider? provider, out BusinessDuration result) =>
        TryParse(s, out result, out _);

    internal static BusinessDuration Of(bool isWorkingTime, int days, TimeSpan time) => new(isWorkingTime, days, time);
}
