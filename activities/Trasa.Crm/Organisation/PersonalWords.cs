using System.Globalization;
using Trasa.Crm.Records;

namespace Trasa.Crm.Organisation;

/// <summary>What reasons say about a person: moments by the clock of that person, languages by their names.</summary>
internal static class PersonalWords
{
    /// <summary>The moment as the clock of the person shows it; by the organisation's when nothing says where they are.</summary>
    public static DateTimeOffset Local(Record person, DateTimeOffset moment, TimeZoneInfo home) => TimeZoneInfo.ConvertTime(moment, ZoneOf(person) ?? home);

    /// <summary>Where the person's clock stands, when it shows another time then than the organisation's; or null.</summary>
    public static string? Place(Record person, DateTimeOffset moment, TimeZoneInfo home) =>
        ZoneOf(person) is { } zone && zone.GetUtcOffset(moment) != home.GetUtcOffset(moment) ? zone.Id[(zone.Id.LastIndexOf('/') + 1)..].Replace('_', ' ') : null;

    /// <param name="moment">By the clock that is to show.</param>
    /// <param name="place">Where that clock stands, when a reader would take it for another.</param>
    public static string Moment(DateTimeOffset moment, string? place = null)
    {
        var text = moment.ToString("d MMM yyyy HH:mm", CultureInfo.InvariantCulture);
        return place is null ? text : $"{text} ({place})";
    }

    /// <summary><c>Hungarian</c> for <c>hu</c>; a word that is no code of a language stays as it is.</summary>
    public static string Language(string code)
    {
        try
        {
            return CultureInfo.GetCultureInfo(code, predefinedOnly: true).EnglishName;
        }
        catch (CultureNotFoundException)
        {
            return code;
        }
    }

    private static TimeZoneInfo? ZoneOf(Record person) =>
        person.Text("timeZone") is { } name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;
}
