using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Trasa.Engine.Calendars;

/// <summary>Reads and writes <see cref="BusinessDuration"/>; its remarks have the grammar.</summary>
internal static partial class DurationText
{
    private static readonly Dictionary<string, TimeSpan> Units = new(StringComparer.OrdinalIgnoreCase)
    {
        ["s"] = TimeSpan.FromSeconds(1), ["sec"] = TimeSpan.FromSeconds(1), ["second"] = TimeSpan.FromSeconds(1), ["seconds"] = TimeSpan.FromSeconds(1),
        ["min"] = TimeSpan.FromMinutes(1), ["minute"] = TimeSpan.FromMinutes(1), ["minutes"] = TimeSpan.FromMinutes(1),
        ["h"] = TimeSpan.FromHours(1), ["hour"] = TimeSpan.FromHours(1), ["hours"] = TimeSpan.FromHours(1),
    };

    private static readonly Dictionary<string, int> DayUnits = new(StringComparer.OrdinalIgnoreCase)
    {
        ["d"] = 1, ["day"] = 1, ["days"] = 1, ["w"] = 7, ["week"] = 7, ["weeks"] = 7,
    };

    public static bool TryParse(string text, out BusinessDuration duration, [NotNullWhen(false)] out CalendarProblem? problem)
    {
        var sum = new Sum();
        var reason = Iso().Match(text) is { Success: true } iso ? sum.AddIso(iso) : AddParts(sum, text);
        reason ??= sum.Problem();
        problem = reason is null ? null : CalendarProblem.BadDuration(text, reason);
        duration = problem is null ? sum.Duration : default;
        return problem is null;
    }

    public static string Short(BusinessDuration duration)
    {
        var w = duration.IsWorkingTime ? "w" : "";
        return Join(duration, (number, unit) => $"{number} {w}{unit}", "d", "h", "min", "s");
    }

    public static string Words(BusinessDuration duration)
    {
        var working = duration.IsWorkingTime ? "working " : "";
        return Join(duration, (number, unit) => $"{number} {working}{unit}{(number == "1" ? "" : "s")}", "day", "hour", "minute", "second");
    }

    public static string Iso(BusinessDuration duration)
    {
        var days = duration.Days > 0 ? $"{duration.Days}D" : "";
        var time = Join(BusinessDuration.CalendarTime(duration.Time), (number, unit) => number + unit, "D", "H", "M", "S").Replace(" ", "", StringComparison.Ordinal);
        return duration.Time == TimeSpan.Zero && duration.Days > 0 ? $"P{days}" : $"P{days}T{time}";
    }

    private static string Join(BusinessDuration duration, Func<string, string, string> part, string day, string hour, string minute, string second)
    {
        var time = duration.Time;
        var seconds = time.Seconds + ((time.Ticks % TimeSpan.TicksPerSecond) / (decimal)TimeSpan.TicksPerSecond);
        var parts = new List<string>();
        Append(duration.Days, day);
        Append((long)time.TotalHours, hour);
        Append(time.Minutes, minute);
        Append(seconds, second);
        return parts.Count == 0 ? part("0", minute) : string.Join(' ', parts);

        void Append(decimal number, string unit)
        {
            if (number != 0)
                parts.Add(part(number.ToString("0.#######", CultureInfo.InvariantCulture), unit));
        }
    }

    private static string? AddParts(Sum sum, string text)
    {
        var end = 0;
        foreach (Match part in Part().Matches(text))
        {
            if (part.Index != end)
                break;

            end = part.Index + part.Length;
            if ((part.Groups["word"].Success ? sum.AddWord(part.Groups["word"].Value) : sum.AddUnit(part)) is { } reason)
                return reason;
        }

        return end == text.Length ? null : $"'{text[end..].Trim()}' is not a number with a unit.";
    }

    [GeneratedRegex(@"^\s*P(?=\d|T\d)(?:(?<w>\d+)W)?(?:(?<d>\d+)D)?(?:T(?=\d)(?:(?<h>\d+)H)?(?:(?<m>\d+)M)?(?:(?<s>\d+(?:\.\d+)?)S)?)?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Iso();

    [GeneratedRegex(@"\s*(?:(?<number>\d+(?:\.\d+)?)\s*(?:(?<working>working|business)\s+)?(?<unit>\p{L}+)|(?<word>working|business|and|time|,))\s*", RegexOptions.IgnoreCase)]
    private static partial Regex Part();

    private sealed class Sum
    {
        private bool _working;
        private bool _calendar;
        private bool _allWorking;
        private bool _weeks;
        private bool _any;
        private decimal _days;
        private decimal _ticks;

        public BusinessDuration Duration => BusinessDuration.Of(_working || _allWorking, (int)_days, new TimeSpan((long)_ticks));

        public string? AddIso(Match iso)
        {
            (_any, _calendar) = (true, true);
            _days = (7 * Value("w")) + Value("d");
            _ticks = (Value("h") * TimeSpan.TicksPerHour) + (Value("m") * TimeSpan.TicksPerMinute) + (Value("s") * TimeSpan.TicksPerSecond);
            return null;

            decimal Value(string group) => iso.Groups[group].Success ? Number(iso.Groups[group].Value) : 0;
        }

        public string? AddWord(string word)
        {
            _allWorking |= word.Equals("working", StringComparison.OrdinalIgnoreCase) || word.Equals("business", StringComparison.OrdinalIgnoreCase);
            return null;
        }

        public string? AddUnit(Match part)
        {
            var (number, unit) = (Number(part.Groups["number"].Value), part.Groups["unit"].Value);
            var working = part.Groups["working"].Success;
            if (!Known(unit) && unit[0] is 'w' or 'W' && Known(unit[1..]) && unit.Length > 1)
                (unit, working) = (unit[1..], true);
            if (!Known(unit))
                return Unknown(unit);
            if (DayUnits.ContainsKey(unit) && number % 1 != 0)
                return "days are counted whole; give the rest in hours.";

            _any = true;
            _weeks |= unit[0] is 'w' or 'W';
            _working |= working;
            _calendar |= !working;
            if (DayUnits.TryGetValue(unit, out var days))
                _days += number * days;
            else
                _ticks += number * Units[unit].Ticks;
            return null;
        }

        public string? Problem()
        {
            if (!_any)
                return "it has no number with a unit.";
            if (_weeks && (_working || _allWorking))
                return "a working week has no fixed number of days; give the working days.";
            if (_working && _calendar && !_allWorking)
                return "it mixes calendar time and working time.";

            return _days > BusinessDuration.MaxDays || _ticks > BusinessDuration.MaxDays * (decimal)TimeSpan.TicksPerDay
                ? "it is longer than a hundred years."
                : null;
        }

        private static bool Known(string unit) => Units.ContainsKey(unit) || DayUnits.ContainsKey(unit);

        private static string Unknown(string unit) => unit.ToUpperInvariant() switch
        {
            "M" => "'m' may be a minute or a month; write 'min'.",
            "MONTH" or "MONTHS" or "Y" or "YEAR" or "YEARS" => $"'{unit}' has no fixed length; give days.",
            _ => $"'{unit}' is not a unit.",
        };

        /// <summary>A number too long for a decimal is too long for a duration as well.</summary>
        private static decimal Number(string text) =>
            decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number < 1e12m ? number : 1e12m;
    }
}
