using System.Globalization;
using System.Text;

namespace Trasa.Feel.Temporal;

/// <summary>ISO 8601 durations as the XML Schema types yearMonthDuration and dayTimeDuration write them.</summary>
internal static class DurationText
{
    public static string Months(decimal months)
    {
        if (months == 0) return "P0M";
        var text = new StringBuilder(months < 0 ? "-P" : "P");
        var amount = Math.Abs(months);
        var years = decimal.Floor(amount / 12);
        Append(text, years, 'Y');
        Append(text, amount - years * 12, 'M');
        return text.ToString();
    }

    public static string Seconds(decimal seconds)
    {
        if (seconds == 0) return "PT0S";
        var text = new StringBuilder(seconds < 0 ? "-P" : "P");
        var amount = Math.Abs(seconds);
        var days = decimal.Floor(amount / FeelTime.SecondsOfDay);
        Append(text, days, 'D');
        amount -= days * FeelTime.SecondsOfDay;
        if (amount == 0) return text.ToString();
        text.Append('T');
        Append(text, decimal.Floor(amount / 3600), 'H');
        Append(text, decimal.Floor(amount / 60) % 60, 'M');
        Append(text, amount % 60, 'S');
        return text.ToString();
    }

    private static void Append(StringBuilder text, decimal amount, char unit)
    {
        if (amount == 0) return;
        var number = amount.ToString(CultureInfo.InvariantCulture);
        if (number.Contains('.', StringComparison.Ordinal)) number = number.TrimEnd('0').TrimEnd('.');
        text.Append(number).Append(unit);
    }
}
