using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Trasa.Feel.Temporal;

namespace Trasa.Feel.Values;

/// <summary>Values as text: as <c>string()</c> writes them, and as FEEL source.</summary>
internal static class FeelText
{
    /// <param name="value">What to write.</param>
    /// <param name="limit">A list or a context that is longer ends somewhere behind so many characters.</param>
    public static string Write(in FeelValue value, int limit = int.MaxValue) => value.Kind == FeelKind.String ? value.Text : Written(value, false, limit);

    /// <summary>Text that reads back as the same value, for messages, test cells and generated examples; cut as <see cref="Write"/>.</summary>
    public static string Source(in FeelValue value, int limit = int.MaxValue) => Written(value, true, limit);

    public static string Number(decimal number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
    }

    public static string Quote(string text) =>
        "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";

    private static string Written(in FeelValue value, bool isSource, int limit)
    {
        var text = new StringBuilder();
        Append(text, value, isSource, limit);
        return text.ToString();
    }

    private static void Append(StringBuilder text, in FeelValue value, bool isSource, int limit)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        _ = value.Kind switch
        {
            FeelKind.Null => text.Append("null"),
            FeelKind.Boolean => text.Append(value.IsTrue ? "true" : "false"),
            FeelKind.Number => text.Append(Number(value.Number)),
            FeelKind.String => text.Append(Quote(value.Text.Length > limit ? value.Text[..limit] : value.Text)),
            FeelKind.Date => AppendTemporal(text, value.Date.ToString(), isSource),
            FeelKind.Time => AppendTemporal(text, value.Time.ToString(), isSource),
            FeelKind.DateTime => AppendTemporal(text, value.DateTime.ToString(), isSource),
            FeelKind.YearsMonthsDuration => AppendTemporal(text, DurationText.Months(value.Number), isSource),
            FeelKind.DaysTimeDuration => AppendTemporal(text, DurationText.Seconds(value.Number), isSource),
            FeelKind.List => AppendList(text, value.Span, isSource, limit),
            FeelKind.Context => AppendContext(text, value.Context, isSource, limit),
            FeelKind.Range => AppendRange(text, value.Range, limit),
            FeelKind.Function => text.Append("function(").AppendJoin(", ", value.Function.Parameters).Append(')'),
        };
    }

    private static StringBuilder AppendTemporal(StringBuilder text, string written, bool isSource) =>
        isSource ? text.Append("@\"").Append(written).Append('"') : text.Append(written);

    private static StringBuilder AppendList(StringBuilder text, ReadOnlySpan<FeelValue> items, bool isSource, int limit)
    {
        text.Append('[');
        for (var i = 0; i < items.Length && text.Length <= limit; i++)
        {
            if (i > 0) text.Append(", ");
            Append(text, items[i], isSource, limit);
        }
        return text.Append(']');
    }

    private static StringBuilder AppendContext(StringBuilder text, FeelContext context, bool isSource, int limit)
    {
        text.Append('{');
        var isFirst = true;
        foreach (var key in context.Keys)
        {
            if (text.Length > limit) break;
            if (!isFirst) text.Append(", ");
            isFirst = false;
            text.Append(IsPlainName(key) ? key : Quote(key)).Append(": ");
            Append(text, context[key], isSource, limit);
        }
        return text.Append('}');
    }

    private static bool IsPlainName(string key) =>
        key.Length > 0 && !char.IsDigit(key[0]) && key.All(c => char.IsLetterOrDigit(c) || c is '_' or ' ');

    private static StringBuilder AppendRange(StringBuilder text, FeelRange range, int limit) => range.Form switch
    {
        FeelRangeForm.Below => AppendEnd(text.Append(range.EndIncluded ? "<= " : "< "), range.End, limit),
        FeelRangeForm.Above => AppendEnd(text.Append(range.StartIncluded ? ">= " : "> "), range.Start, limit),
        FeelRangeForm.Equal => AppendEnd(text.Append("= "), range.Start, limit),
        FeelRangeForm.NotEqual => AppendEnd(text.Append("!= "), range.Start, limit),
        FeelRangeForm.Interval => AppendEnd(AppendEnd(text.Append(range.StartIncluded ? '[' : '('), range.Start, limit).Append(" .. "), range.End, limit).Append(range.EndIncluded ? ']' : ')'),
    };

    /// <summary>The ends of a range are written as source in either case.</summary>
    private static StringBuilder AppendEnd(StringBuilder text, in FeelValue end, int limit)
    {
        Append(text, end, true, limit);
        return text;
    }
}
