using System.Globalization;
using System.Text;
using Trasa.Feel.Temporal;

namespace Trasa.Feel.Values;

/// <summary>Values as text: as <c>string()</c> writes them, and as FEEL source.</summary>
internal static class FeelText
{
    public static string Write(in FeelValue value) => value.Kind == FeelKind.String ? value.Text : Nested(value);

    /// <summary>Text that reads back as the same value, for messages, test cells and generated examples.</summary>
    public static string Source(in FeelValue value) => value.Kind switch
    {
        FeelKind.Date or FeelKind.Time or FeelKind.DateTime or FeelKind.YearsMonthsDuration or FeelKind.DaysTimeDuration => $"@\"{Nested(value)}\"",
        FeelKind.List => "[" + string.Join(", ", value.Items.Select(item => Source(item))) + "]",
        FeelKind.Context => WriteContext(value.Context, entry => Source(entry)),
        FeelKind.Null or FeelKind.Boolean or FeelKind.Number or FeelKind.String or FeelKind.Range or FeelKind.Function => Nested(value),
    };

    public static string Number(decimal number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
    }

    public static string Quote(string text) =>
        "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";

    private static string Nested(in FeelValue value) => value.Kind switch
    {
        FeelKind.Null => "null",
        FeelKind.Boolean => value.IsTrue ? "true" : "false",
        FeelKind.Number => Number(value.Number),
        FeelKind.String => Quote(value.Text),
        FeelKind.Date => value.Date.ToString(),
        FeelKind.Time => value.Time.ToString(),
        FeelKind.DateTime => value.DateTime.ToString(),
        FeelKind.YearsMonthsDuration => DurationText.Months(value.Number),
        FeelKind.DaysTimeDuration => DurationText.Seconds(value.Number),
        FeelKind.List => "[" + string.Join(", ", value.Items.Select(item => Nested(item))) + "]",
        FeelKind.Context => WriteContext(value.Context, entry => Nested(entry)),
        FeelKind.Range => WriteRange(value.Range),
        FeelKind.Function => $"function({string.Join(", ", value.Function.Parameters)})",
    };

    private static string WriteContext(FeelContext context, Func<FeelValue, string> write)
    {
        var text = new StringBuilder("{");
        foreach (var key in context.Keys)
        {
            if (text.Length > 1) text.Append(", ");
            text.Append(IsPlainName(key) ? key : Quote(key)).Append(": ").Append(write(context[key]));
        }
        return text.Append('}').ToString();
    }

    private static bool IsPlainName(string key) =>
        key.Length > 0 && !char.IsDigit(key[0]) && key.All(c => char.IsLetterOrDigit(c) || c is '_' or ' ');

    private static string WriteRange(FeelRange range) => range.Form switch
    {
        FeelRangeForm.Below => (range.EndIncluded ? "<= " : "< ") + Source(range.End),
        FeelRangeForm.Above => (range.StartIncluded ? ">= " : "> ") + Source(range.Start),
        FeelRangeForm.Equal => "= " + Source(range.Start),
        FeelRangeForm.NotEqual => "!= " + Source(range.Start),
        FeelRangeForm.Interval => $"{(range.StartIncluded ? '[' : '(')}{Source(range.Start)} .. {Source(range.End)}{(range.EndIncluded ? ']' : ')')}",
    };
}
