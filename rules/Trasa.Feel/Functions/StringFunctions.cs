using System.Globalization;
using System.Text;
using Trasa.Feel.Compilation;
using Trasa.Feel.Values;

namespace Trasa.Feel.Functions;

/// <summary>Texts (DMN 1.5, table 73). Positions and lengths count code points.</summary>
internal static class StringFunctions
{
    public static void AddTo(Action<string, NativeCode> add)
    {
        add("string(from: any?): string", (call, a) => a[0].IsNull ? FeelValue.Null : Text(call, a[0]));
        add("substring(string: string, start position: number, length?: number): string", Substring);
        add("string length(string: string): number", (_, a) => FeelValue.Of(Length(a[0].Text)));
        add("upper case(string: string): string", (_, a) => FeelValue.Of(a[0].Text.Replace("ß", "SS", StringComparison.Ordinal).ToUpper(CultureInfo.InvariantCulture)));
        add("lower case(string: string): string", (_, a) => FeelValue.Of(a[0].Text.ToLower(CultureInfo.InvariantCulture)));
        add("substring before(string: string, match: string): string", Before);
        add("substring after(string: string, match: string): string", After);
        add("contains(string: string, match: string): boolean", (_, a) => FeelValue.Of(a[0].Text.Contains(a[1].Text, StringComparison.Ordinal)));
        add("starts with(string: string, match: string): boolean", (_, a) => FeelValue.Of(a[0].Text.StartsWith(a[1].Text, StringComparison.Ordinal)));
        add("ends with(string: string, match: string): boolean", (_, a) => FeelValue.Of(a[0].Text.EndsWith(a[1].Text, StringComparison.Ordinal)));
        add("string join(list: list, delimiter?: string?): string", Join);
    }

    private static FeelValue Text(FeelCall call, in FeelValue value)
    {
        var text = FeelText.Write(value, call.Options.MaxStringLength);
        call.Evaluation.CheckStringLength(text.Length, call.Span);
        return FeelValue.Of(text);
    }

    private static int Length(string text)
    {
        var length = text.Length;
        foreach (var c in text)
            if (char.IsLowSurrogate(c)) length--;
        return length;
    }

    private static FeelValue Substring(FeelCall call, FeelValue[] a)
    {
        var (text, start) = (a[0].Text, decimal.Truncate(a[1].Number));
        var count = Length(text);
        if (start == 0 || Math.Abs(start) > count) return call.Error(FeelCode.IndexOutOfRange, $"There is no position {a[1].Number} in a text of {count} characters.");
        var from = (int)(start > 0 ? start - 1 : count + start);
        var length = a[2].IsNull ? count - from : decimal.Truncate(a[2].Number);
        if (length < 1 && !a[2].IsNull) return call.Error(FeelCode.InvalidValue, "The length must be at least 1.");
        return FeelValue.Of(Slice(text, from, (int)Math.Min(length, count - from)));
    }

    private static string Slice(string text, int from, int length)
    {
        var result = new StringBuilder(length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (from-- > 0) continue;
            if (length-- <= 0) break;
            result.Append(rune);
        }
        return result.ToString();
    }

    private static FeelValue Before(FeelCall call, FeelValue[] a)
    {
        var at = a[0].Text.IndexOf(a[1].Text, StringComparison.Ordinal);
        return FeelValue.Of(at < 0 ? "" : a[0].Text[..at]);
    }

    private static FeelValue After(FeelCall call, FeelValue[] a)
    {
        var at = a[0].Text.IndexOf(a[1].Text, StringComparison.Ordinal);
        return FeelValue.Of(at < 0 ? "" : a[0].Text[(at + a[1].Text.Length)..]);
    }

    private static FeelValue Join(FeelCall call, FeelValue[] a)
    {
        var parts = new List<string>();
        long length = 0;
        foreach (var item in a[0].Items)
        {
            if (item.IsNull) continue;
            if (item.Kind != FeelKind.String) return call.Error(FeelCode.WrongArguments, "Every item of the list must be a text.");
            parts.Add(item.Text);
            length += item.Text.Length + (a[1].IsNull ? 0 : a[1].Text.Length);
            call.Evaluation.CheckStringLength(length, call.Span);
        }
        return FeelValue.Of(string.Join(a[1].IsNull ? "" : a[1].Text, parts));
    }
}
