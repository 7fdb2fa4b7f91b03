using System.Globalization;
using Trasa.Activities.Scripting.Values;

namespace Trasa.Activities.Scripting.Library;

/// <summary>Dates as texts. Without a language they are in the order of ISO 8601; nothing depends on the machine.</summary>
internal static class DateTexts
{
    private const string None = "Invalid Date";

    public static void Fill()
    {
        var prototype = Realm.Date;
        prototype.Define("toISOString", (_, self, _) => Iso(Dates.Self(self).Time) ?? throw JsThrow.Range("Invalid time value"));
        prototype.Define("toJSON", (_, self, _) => Iso(Dates.Self(self).Time));
        prototype.Define("toString", (_, self, _) => Whole(Dates.Self(self).Time));
        prototype.Define("toUTCString", (_, self, _) => Format(self, "ddd, dd MMM yyyy HH:mm:ss 'GMT'"));
        prototype.Define("toGMTString", (_, self, _) => Format(self, "ddd, dd MMM yyyy HH:mm:ss 'GMT'"));
        prototype.Define("toDateString", (_, self, _) => Format(self, "ddd MMM dd yyyy"));
        prototype.Define("toTimeString", (_, self, _) => Format(self, "HH:mm:ss 'GMT+0000 (Coordinated Universal Time)'"));
        prototype.Define("toLocaleDateString", (_, self, arguments) => Local(self, arguments, "yyyy-MM-dd", culture => culture.DateTimeFormat.ShortDatePattern));
        prototype.Define("toLocaleTimeString", (_, self, arguments) => Local(self, arguments, "HH:mm:ss", culture => culture.DateTimeFormat.LongTimePattern));
        prototype.Define("toLocaleString", (_, self, arguments) => Local(self, arguments, "yyyy-MM-dd HH:mm:ss", culture => culture.DateTimeFormat.ShortDatePattern + "', '" + culture.DateTimeFormat.LongTimePattern));
    }

    /// <summary>Null for what is no date.</summary>
    public static string? Iso(double time) => Dates.Clr(time)?.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string Whole(double time) =>
        Dates.Clr(time)?.ToString("ddd MMM dd yyyy HH:mm:ss 'GMT+0000 (Coordinated Universal Time)'", CultureInfo.InvariantCulture) ?? None;

    private static string Format(object? self, string format) => Dates.Clr(Dates.Self(self).Time)?.ToString(format, CultureInfo.InvariantCulture) ?? None;

    /// <summary>Newer data of languages put a narrow space before AM and PM, which nobody expects in a comparison.</summary>
    private static string Local(object? self, object?[] arguments, string plain, Func<CultureInfo, string> pattern) =>
        Dates.Clr(Dates.Self(self).Time) is not { } date ? None
        : Culture(arguments.At(0)) is { } culture ? date.ToString(pattern(culture), culture).Replace('\u202F', ' ')
        : date.ToString(plain, CultureInfo.InvariantCulture);

    private static CultureInfo? Culture(object? name)
    {
        if (name is not string { Length: > 1 } wanted) return null;
        try
        {
            return CultureInfo.GetCultureInfo(wanted);
        }
        catch (CultureNotFoundException)
        {
            throw JsThrow.Range($"'{JsDisplay.Of(name)}' is no language");
        }
    }
}
