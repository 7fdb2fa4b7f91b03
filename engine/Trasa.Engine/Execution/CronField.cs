using System.Globalization;
using System.Numerics;

namespace Trasa.Engine.Execution;

/// <summary>The numbers that one field of a cron expression allows, one bit each.</summary>
/// <param name="Values">The numbers.</param>
/// <param name="IsInterval">Whether they are written as a star, a range or steps, and so count from one time to the next.</param>
internal readonly record struct CronField(ulong Values, bool IsInterval)
{
    public bool Has(int value) => (Values & (1UL << value)) != 0;

    /// <summary>The first number not below the value; 64 when there is none.</summary>
    public int Next(int value) => value > 63 ? 64 : BitOperations.TrailingZeroCount(Values & (ulong.MaxValue << value));

    /// <summary>Lists, ranges (which may pass the end and begin again), steps and names.</summary>
    /// <exception cref="FormatException">The text is no such field.</exception>
    public static CronField Parse(string text, CronFieldKind kind)
    {
        var (values, isInterval) = (0UL, false);
        foreach (var part in text.Split(','))
        {
            var (range, step) = Steps(part, kind);
            var isAny = range is "*" or "?";
            string[] ends = isAny ? [] : range.Split('-');
            if (ends.Length > 2) throw new FormatException($"'{part}' is no range of {kind.Name}s from {kind.First} to {kind.Last}.");
            isInterval |= isAny || ends.Length == 2 || step is not null;
            var from = isAny ? kind.First : kind.Value(ends[0]);
            var to = ends.Length == 2 ? kind.Value(ends[1]) : isAny || step is not null ? kind.Last : from;
            // 22-6 are the hours 22, 23 and 0 to 6.
            if (from > to) to += kind.Count;
            for (var value = from; value <= to; value += step ?? 1) values |= 1UL << (((value - kind.First) % kind.Count) + kind.First);
        }

        return new(values, isInterval);
    }

    private static (string Range, int? Step) Steps(string part, CronFieldKind kind) => part.Split('/') switch
    {
        [var whole] => (whole, null),
        [var whole, var by] when int.TryParse(by, NumberStyles.None, CultureInfo.InvariantCulture, out var step) && step > 0 && step <= kind.Last => (whole, step),
        _ => throw new FormatException($"'{part}' is no {kind.Name}."),
    };
}

/// <summary>What may stand in a field.</summary>
/// <param name="Name">What it is called in messages.</param>
/// <param name="First">The least number.</param>
/// <param name="Last">The greatest number.</param>
/// <param name="Words">Names of the numbers, the first one first.</param>
internal sealed record CronFieldKind(string Name, int First, int Last, IReadOnlyList<string> Words)
{
    public static readonly CronFieldKind Second = new("second", 0, 59, []);
    public static readonly CronFieldKind Minute = new("minute", 0, 59, []);
    public static readonly CronFieldKind Hour = new("hour", 0, 23, []);
    public static readonly CronFieldKind Day = new("day", 1, 31, []);
    public static readonly CronFieldKind Month = new("month", 1, 12, ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]);
    public static readonly CronFieldKind Weekday = new("weekday", 0, 6, ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]);

    public int Count => Last - First + 1;

    /// <summary>Sunday is 0 and 7.</summary>
    private int Greatest => Last == 6 ? 7 : Last;

    /// <exception cref="FormatException">The word is no number and no name of this field.</exception>
    public int Value(string word)
    {
        for (var index = 0; index < Words.Count; index++)
            if (Words[index].Equals(word, StringComparison.OrdinalIgnoreCase)) return index + First;
        return int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= First && number <= Greatest
            ? number
            : throw new FormatException($"'{word}' is no {Name} ({First} to {Greatest}).");
    }
}
