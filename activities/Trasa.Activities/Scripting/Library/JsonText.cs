using System.Globalization;
using System.Text;
using Trasa.Activities.Scripting.Values;
using Trasa.Engine.Values;

namespace Trasa.Activities.Scripting.Library;

/// <summary>Writes a value as JSON, as JavaScript does: what is undefined or a function is left out.</summary>
internal sealed class JsonText
{
    private readonly JsContext _context;
    private readonly JsFunction? _replacer;
    private readonly HashSet<string>? _wanted;
    private readonly string _indent;
    private readonly StringBuilder _text = new();

    /// <param name="context">The run.</param>
    /// <param name="replacer">A function that may replace every value, or the names that are wanted.</param>
    /// <param name="indent">A step to the right; empty for one line.</param>
    public JsonText(JsContext context, object? replacer, string indent)
    {
        (_context, _replacer, _indent) = (context, replacer as JsFunction, indent);
        if (replacer is JsArray names) _wanted = [.. names.Items.ToArray().Select(JsConvert.ToText)];
    }

    /// <summary>The text, or null for what has none.</summary>
    public string? Write(object? value)
    {
        var holder = new JsObject(Realm.Object);
        holder.Put("", value);
        return TryAppend(holder, "", value, "") ? _text.ToString() : null;
    }

    private bool TryAppend(JsObject holder, string name, object? value, string margin)
    {
        if (value is JsObject json && json.Get("toJSON") is JsFunction own) value = own.Call(_context, value, [name]);
        if (_replacer is not null) value = _replacer.Call(_context, holder, [name, value]);
        switch (value)
        {
            case JsUndefined or JsFunction or JsSymbol: return false;
            case null: Append("null"); break;
            case bool flag: Append(flag ? "true" : "false"); break;
            case double number: Append(Number(value, number)); break;
            case string text: Quote(text); break;
            case JsArray array: Walk(array, () => AppendItems(array, margin)); break;
            case JsObject members: Walk(members, () => AppendMembers(members, margin)); break;
            default: Append("null"); break;
        }

        return true;
    }

    private void Append(string text)
    {
        _context.Charge(text.Length);
        _text.Append(text);
    }

    /// <summary>A number of the workflow that has more digits than a double keeps them here too.</summary>
    private string Number(object value, double number) =>
        _context.Original(value) is decimal original ? ValueConversion.Text(original)! : double.IsFinite(number) ? JsText.OfNumber(number) : "null";

    private void Walk(JsObject value, Action inner)
    {
        if (!_context.Visit(value)) throw JsThrow.Type("This cannot be JSON: a value is part of itself");
        try
        {
            inner();
        }
        finally
        {
            _context.Visited(value);
        }
    }

    private void AppendItems(JsArray array, string margin)
    {
        Append("[");
        for (var index = 0; index < array.Items.Count; index++)
        {
            Separate(index == 0, margin + _indent);
            if (!TryAppend(array, index.ToString(CultureInfo.InvariantCulture), array.Items[index], margin + _indent)) Append("null");
        }

        Close(array.Items.Count == 0, margin, "]");
    }

    private void AppendMembers(JsObject json, string margin)
    {
        Append("{");
        var isEmpty = true;
        foreach (var name in json.Names())
        {
            if (_wanted?.Contains(name) == false) continue;
            var before = _text.Length;
            Separate(isEmpty, margin + _indent);
            Quote(name);
            Append(_indent.Length == 0 ? ":" : ": ");
            if (TryAppend(json, name, json.Get(name), margin + _indent)) isEmpty = false;
            else _text.Length = before;
        }

        Close(isEmpty, margin, "}");
    }

    private void Separate(bool isFirst, string margin)
    {
        if (!isFirst) Append(",");
        if (_indent.Length > 0) Append("\n" + margin);
    }

    private void Close(bool isEmpty, string margin, string sign)
    {
        if (!isEmpty && _indent.Length > 0) Append("\n" + margin);
        Append(sign);
    }

    private void Quote(string text)
    {
        _context.Charge(text.Length + 2);
        _text.Append('"');
        for (var index = 0; index < text.Length; index++)
        {
            var letter = text[index];
            if (letter is '"' or '\\') _text.Append('\\').Append(letter);
            else if (letter == '\n') _text.Append("\\n");
            else if (letter == '\r') _text.Append("\\r");
            else if (letter == '\t') _text.Append("\\t");
            else if (letter < ' ' || IsAlone(text, index)) _text.Append("\\u").Append(((int)letter).ToString("x4", CultureInfo.InvariantCulture));
            else _text.Append(letter);
        }

        _text.Append('"');
    }

    /// <summary>Half of a surrogate pair without the other half.</summary>
    private static bool IsAlone(string text, int index) => char.IsSurrogate(text[index])
        && !(index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1]))
        && !(index > 0 && char.IsSurrogatePair(text[index - 1], text[index]));
}
