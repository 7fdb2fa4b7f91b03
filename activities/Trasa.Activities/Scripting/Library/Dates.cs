using System.Globalization;
using Trasa.Activities.Scripting.Values;

namespace Trasa.Activities.Scripting.Library;

/// <summary>Dates. The local time zone is UTC, and now is the instant of the burst.</summary>
internal static class Dates
{
    /// <summary>What a date becomes as a text is read again.</summary>
    private static readonly string[] s_ownForms = ["ddd MMM dd yyyy HH:mm:ss 'GMT'zzz", "ddd MMM dd yyyy HH:mm:ss", "ddd MMM dd yyyy"];

    public static void Fill(Dictionary<string, object?> globals)
    {
        var constructor = Realm.Constructor("Date", Realm.Date, (context, _, _) => DateTexts.Whole(Now(context)), (context, arguments) => new JsDate(Make(context, arguments)));
        constructor.Define("now", (context, _, _) => Now(context));
        constructor.Define("parse", (_, _, arguments) => Parse(arguments.TextAt(0)));
        constructor.Define("UTC", (_, _, arguments) => Of(arguments));
        globals["Date"] = constructor;
        foreach (var (name, part) in new Dictionary<string, Func<DateTime, double>>
        {
            ["FullYear"] = date => date.Year, ["Month"] = date => date.Month - 1, ["Date"] = date => date.Day, ["Day"] = date => (int)date.DayOfWeek,
            ["Hours"] = date => date.Hour, ["Minutes"] = date => date.Minute, ["Seconds"] = date => date.Second, ["Milliseconds"] = date => date.Millisecond,
        })
        {
            Realm.Date.Define("get" + name, (_, self, _) => Part(self, part));
            Realm.Date.Define("getUTC" + name, (_, self, _) => Part(self, part));
        }

        Realm.Date.Define("getYear", (_, self, _) => Part(self, date => date.Year - 1900));
        FillChanges();
        Realm.Date.Define("getTime", (_, self, _) => Self(self).Time);
        Realm.Date.Define("valueOf", (_, self, _) => Self(self).Time);
        Realm.Date.Define("getTimezoneOffset", (_, _, _) => 0d);
    }

    private static void FillChanges()
    {
        foreach (var (name, place) in new Dictionary<string, int> { ["FullYear"] = 0, ["Month"] = 1, ["Date"] = 2, ["Hours"] = 3, ["Minutes"] = 4, ["Seconds"] = 5, ["Milliseconds"] = 6 })
        {
            Realm.Date.Define("set" + name, (_, self, arguments) => Change(self, place, arguments));
            Realm.Date.Define("setUTC" + name, (_, self, arguments) => Change(self, place, arguments));
        }

        Realm.Date.Define("setTime", (_, self, arguments) => Self(self).Time = Clipped(JsConvert.ToNumber(arguments.At(0))));
    }

    private static double Now(JsContext context) => context.Scope.Now.ToUnixTimeMilliseconds();

    public static JsDate Self(object? self) => self as JsDate ?? throw JsThrow.Type("This is no Date");

    /// <summary>Null for no date, and for one before the year 1 or after 9999.</summary>
    public static DateTime? Clr(double time) =>
        time is > -62135596800000 and < 253402300800000 ? DateTime.UnixEpoch.AddMilliseconds(time) : null;

    private static double Part(object? self, Func<DateTime, double> part) => Clr(Self(self).Time) is { } date ? part(date) : double.NaN;

    private static double Make(JsContext context, object?[] arguments) => arguments switch
    {
        [] => Now(context),
        [JsDate date] => date.Time,
        [string text] => Parse(text),
        [var time] => Clipped(JsConvert.ToNumber(JsConvert.Primitive(time, JsHint.Number))),
        _ => Of(arguments),
    };

    /// <summary>Whole milliseconds, as far as JavaScript's dates reach.</summary>
    private static double Clipped(double time) => Math.Abs(time) <= 8.64e15 ? Math.Truncate(time) : double.NaN;

    private static double Parse(string text)
    {
        var zone = text.IndexOf(" (", StringComparison.Ordinal);
        var written = zone < 0 ? text : text[..zone];
        return DateTimeOffset.TryParseExact(written, s_ownForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            || DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant)
                ? instant.ToUnixTimeMilliseconds()
                : double.NaN;
    }

    /// <summary>Year, month from 0, day, hour, ... ; parts that are too large carry over.</summary>
    private static double Of(object?[] parts)
    {
        var numbers = parts.Select(JsConvert.ToNumber).ToArray();
        if (numbers.Length == 0 || numbers.Any(number => !double.IsFinite(number) || Math.Abs(number) > 1e8)) return double.NaN;
        double At(int index, double otherwise) => index < numbers.Length ? Math.Truncate(numbers[index]) : otherwise;
        var months = (At(0, 1970) * 12) + At(1, 0);
        var (year, month) = ((int)Math.Floor(months / 12), (int)(months - (Math.Floor(months / 12) * 12)));
        if (year is < 1 or > 9998) return double.NaN;
        var start = (new DateTime(year, month + 1, 1, 0, 0, 0, DateTimeKind.Utc) - DateTime.UnixEpoch).TotalMilliseconds;
        return start + ((At(2, 1) - 1) * 86_400_000) + (At(3, 0) * 3_600_000) + (At(4, 0) * 60_000) + (At(5, 0) * 1_000) + At(6, 0);
    }

    private static double Change(object? self, int place, object?[] arguments)
    {
        var date = Self(self);
        if (Clr(date.Time) is not { } now) return double.NaN;
        object?[] parts = [(double)now.Year, (double)now.Month - 1, (double)now.Day, (double)now.Hour, (double)now.Minute, (double)now.Second, (double)now.Millisecond];
        for (var index = 0; index < arguments.Length && place + index < parts.Length; index++) parts[place + index] = arguments[index];
        return date.Time = Of(parts);
    }
}
