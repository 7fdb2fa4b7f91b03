using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Trasa.Engine.Calendars.Holidays;

namespace Trasa.Engine.Calendars.Files;

internal static class CalendarWriter
{
    /// <summary>Names keep their letters; the file is never put into a page as it is.</summary>
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(CalendarDefinition calendar)
    {
        var file = new JsonObject
        {
            ["key"] = calendar.Key,
            ["name"] = calendar.Name,
            ["timeZone"] = calendar.TimeZone.Id,
            ["week"] = Week(calendar.Week),
        };
        if (calendar.HolidaySets.Length + calendar.Holidays.Length > 0)
            file["holidays"] = new JsonArray([.. calendar.HolidaySets.Select(key => JsonValue.Create(key)), .. calendar.Holidays.Select(Holiday)]);
        if (calendar.SpecialDays.Length > 0)
            file["specialDays"] = new JsonArray([.. calendar.SpecialDays.Select(SpecialDay)]);
        return Text(file);
    }

    public static string Write(HolidaySet set) => Text(new JsonObject
    {
        ["key"] = set.Key,
        ["name"] = set.Name,
        ["holidays"] = new JsonArray([.. set.Holidays.Select(Holiday)]),
    });

    private static string Text(JsonObject file) => file.ToJsonString(Readable) + "\n";

    private static JsonObject Week(WeeklyHours week)
    {
        var days = new JsonObject();
        for (var (first, last) = (0, 0); first < 7; first = last)
        {
            var hours = week[Weekdays.InOrder[first]];
            for (last = first; last < 7 && week[Weekdays.InOrder[last]].Equals(hours);)
                last++;
            if (!hours.IsClosed)
                days[Range(Weekdays.InOrder[first], Weekdays.InOrder[last - 1])] = hours.ToString();
        }

        return days;
    }

    private static string Range(DayOfWeek first, DayOfWeek last) =>
        first == last ? Weekdays.Short(first) : $"{Weekdays.Short(first)}-{Weekdays.Short(last)}";

    private static JsonNode Holiday(HolidayRule rule)
    {
        var holiday = new JsonObject { ["name"] = rule.Name, ["on"] = rule.When.ToString() };
        if (rule.FirstYear is { } first)
            holiday["firstYear"] = first;
        if (rule.LastYear is { } last)
            holiday["lastYear"] = last;
        return holiday;
    }

    private static JsonNode SpecialDay(SpecialDay day) => new JsonObject
    {
        ["date"] = day.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["hours"] = day.Hours.ToString(),
        ["name"] = day.Name,
    };
}
