using System.Globalization;
using Trasa.Crm.Records;

namespace Trasa.Crm.Organisation;

/// <summary>What reasons say about a person: moments by the clock of that person, languages by their names.</summary>
internal static class PersonalWords
{
    /// <summary>The moment as the clock of the person shows it; UTC when nothing says where they are.</summary>
    public static DateTimeOffset Local(Record person, DateTimeOffset moment) =>
        person.Text("timeZone") is { } zone && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? TimeZoneInfo.ConvertTime(moment, found) : moment;

    public static string Moment(DateTimeOffset moment) => moment.ToString("d MMM yyyy HH:mm", CultureInfo.InvariantCulture);

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
}
