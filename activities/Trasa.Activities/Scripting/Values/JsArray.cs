using System.Globalization;

namespace Trasa.Activities.Scripting.Values;

internal sealed class JsArray : JsObject
{
    public JsArray(List<object?>? items = null)
        : base(Library.Realm.Array)
    {
        Items = items ?? [];
    }

    public List<object?> Items { get; }

    public override string ClassName => "Array";

    public override List<string> Names(bool hiddenToo = false)
    {
        List<string> names = [.. Enumerable.Range(0, Items.Count).Select(index => index.ToString(CultureInfo.InvariantCulture))];
        if (hiddenToo) names.Add("length");
        return names;
    }

    public override bool TryGetOwn(string name, out object? value)
    {
        if (name == "length")
        {
            value = (double)Items.Count;
            return true;
        }

        if (Index(name) is { } index && index < Items.Count)
        {
            value = Items[index];
            return true;
        }

        return base.TryGetOwn(name, out value);
    }

    public override void Set(string name, object? value)
    {
        if (IsFrozen) return;
        if (name == "length") Resize((int)JsConvert.ToNumber(value));
        else if (Index(name) is { } index) SetAt(index, value);
        else base.Set(name, value);
    }

    public override bool Delete(string name)
    {
        if (Index(name) is not { } index) return base.Delete(name);
        if (IsFrozen) return false;
        if (index < Items.Count) Items[index] = JsUndefined.Value;
        return true;
    }

    public object? At(int index) => index >= 0 && index < Items.Count ? Items[index] : JsUndefined.Value;

    public void SetAt(int index, object? value)
    {
        if (IsFrozen) return;
        if (index >= Items.Count) Resize(index + 1);
        Items[index] = value;
    }

    /// <summary>The items as one text. An array that holds itself is nothing inside of itself, as in JavaScript.</summary>
    public string Join(string separator)
    {
        var context = JsContext.Current;
        if (!context.Visit(this)) return "";
        try
        {
            var text = new System.Text.StringBuilder();
            for (var index = 0; index < Items.Count; index++)
            {
                if (index > 0) text.Append(separator);
                var part = JsConvert.IsNothing(Items[index]) ? "" : JsConvert.ToText(Items[index]);
                context.Charge(part.Length + separator.Length + 1);
                text.Append(part);
            }

            return text.ToString();
        }
        finally
        {
            context.Visited(this);
        }
    }

    private void Resize(int length)
    {
        if (length is < 0 or > JsBudget.MaxItems) throw new JsLimitException($"An array would have {length} items; the limit is {JsBudget.MaxItems}.");
        if (length < Items.Count) Items.RemoveRange(length, Items.Count - length);
        if (length > Items.Count) JsContext.Current.Charge(length - Items.Count);
        while (Items.Count < length) Items.Add(JsUndefined.Value);
    }

    public static int? Index(string name) =>
        name.Length is > 0 and < 10 && char.IsAsciiDigit(name[0]) && (name[0] != '0' || name.Length == 1) && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;
}
