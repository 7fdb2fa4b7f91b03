using Trasa.Engine.Values;

namespace Trasa.Activities.Scripting.Liquid;

/// <summary>Filters of lists.</summary>
internal static class LiquidLists
{
    public static void AddTo(Dictionary<string, LiquidFilterBody> filters)
    {
        filters["size"] = (value, given) => value is IReadOnlyDictionary<string, object?> map ? (decimal)map.Count : value is IReadOnlyList<object?> list ? list.Count : (given.Run.Show(value) ?? "").Length;
        filters["keys"] = (value, _) => (value as IReadOnlyDictionary<string, object?>)?.Keys.ToList<object?>();
        filters["slice"] = Slice;
        filters["split"] = (value, given) => Split(given.Run.Show(value) ?? "", given.Text(0));
        Add("first", (items, _) => items.Count > 0 ? items[0] : null);
        Add("last", (items, _) => items.Count > 0 ? items[^1] : null);
        Add("join", Join);
        Add("reverse", (items, _) => items.Reverse().ToList());
        Add("sort", (items, given) => items
            .OrderBy(item => Key(item, given) is null)
            .ThenBy(item => ValueConversion.ToNumber(Key(item, given)) ?? 0)
            .ThenBy(item => given.Run.Json(Key(item, given)), StringComparer.Ordinal).ToList());
        Add("sort_natural", (items, given) => items.OrderBy(item => given.Run.Json(Key(item, given)), StringComparer.OrdinalIgnoreCase).ToList());
        Add("uniq", (items, given) => items.DistinctBy(item => given.Run.Json(Key(item, given))).ToList());
        Add("map", (items, given) => items.Select(item => Member(item, given.Text(0))).ToList());
        Add("compact", (items, given) => items.Where(item => Key(item, given) is not null).ToList());
        Add("concat", Concat);
        Add("where", (items, given) => items.Where(item => Fits(item, given)).ToList());
        Add("reject", (items, given) => items.Where(item => !Fits(item, given)).ToList());
        Add("find", (items, given) => items.FirstOrDefault(item => Fits(item, given)));
        Add("find_index", (items, given) => items.Index().Where(item => Fits(item.Item, given)).Select(item => (object?)(decimal)item.Index).FirstOrDefault());
        Add("has", (items, given) => items.Any(item => Fits(item, given)));
        Add("sum", (items, given) => items.Sum(item => ValueConversion.ToNumber(Key(item, given)) ?? 0));

        void Add(string name, Func<IReadOnlyList<object?>, LiquidArguments, object?> body) => filters[name] = (value, given) => body(given.Run.Items(value), given);
    }

    private static string Join(IReadOnlyList<object?> items, LiquidArguments given)
    {
        var between = given.Count > 0 ? given.Text(0) : " ";
        LiquidBudget.CheckText(LiquidBudget.Measure(items) + ((long)between.Length * items.Count));
        return string.Join(between, items.Select(given.Run.Show));
    }

    private static List<object?> Split(string text, string at)
    {
        if (at.Length > 0) return [.. Checked(text.Split(at, LiquidBudget.MaxItems + 1))];
        LiquidBudget.CheckItems(text.Length);
        return [.. text.Select(letter => letter.ToString())];
    }

    private static string[] Checked(string[] parts)
    {
        LiquidBudget.CheckItems(parts.Length);
        return parts;
    }

    private static List<object?> Concat(IReadOnlyList<object?> items, LiquidArguments given)
    {
        var more = given.Values.Select(given.Run.Items).ToList();
        LiquidBudget.CheckItems(items.Count + more.Sum(list => (long)list.Count));
        return [.. items, .. more.SelectMany(list => list)];
    }

    private static object? Slice(object? value, LiquidArguments given)
    {
        if (value is IReadOnlyList<object?> list)
        {
            var (first, count) = Window(list.Count, given);
            return list.Skip(first).Take(count).ToList();
        }

        var text = given.Run.Show(value) ?? "";
        var (start, length) = Window(text.Length, given);
        return text.Substring(start, length);
    }

    private static (int Start, int Length) Window(int size, LiquidArguments given)
    {
        var start = given.Whole(0, 0);
        start = Math.Clamp(start < 0 ? size + start : start, 0, size);
        return (start, Math.Clamp(given.Whole(1, 1), 0, size - start));
    }

    private static object? Member(object? item, string name) => (item as IReadOnlyDictionary<string, object?>)?.GetValueOrDefault(name);

    /// <summary>The item, or the member of it that the filter names.</summary>
    private static object? Key(object? item, LiquidArguments given) => given.Text(0) is { Length: > 0 } name ? Member(item, name) : item;

    /// <summary>Has the value there, or, when none is given, anything that counts as true.</summary>
    private static bool Fits(object? item, LiquidArguments given)
    {
        var value = Member(item, given.Text(0));
        return given.Count > 1 ? given.Run.Json(value) == given.Run.Json(given.Values[1]) : LiquidRun.IsTrue(value);
    }
}
