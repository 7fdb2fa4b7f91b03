using Trasa.Feel.Compilation;
using Trasa.Feel.Nodes;
using Trasa.Feel.Values;

namespace Trasa.Feel.Functions;

/// <summary>New lists from lists (DMN 1.5, table 75).</summary>
internal static class ListChangeFunctions
{
    public static void AddTo(Action<string, NativeCode> add)
    {
        add("append(list: list?, ...item: any?): list", (call, a) => Concatenate(call, [AsList(a[0]), a[1]]));
        add("concatenate(...list: any?): list", (call, a) => Concatenate(call, a[0].Items));
        add("insert before(list: list, position: number, newItem: any?): list", InsertBefore);
        add("remove(list: list, position: number): list", Remove);
        add("reverse(list: list): list", (_, a) => FeelValue.Of(a[0].Items.Reverse().ToArray()));
        add("union(...list: any?): list", (call, a) => Concatenate(call, a[0].Items) is { IsNull: false } all ? Distinct(call, all.Items) : FeelValue.Null);
        add("distinct values(list: list): list", (call, a) => Distinct(call, a[0].Items));
        add("flatten(list: list): list", Flatten);
        add("list replace(list: list, position: number, newItem: any?): list", ReplaceAt);
        add("list replace(list: list, match: function, newItem: any?): list", ReplaceMatching);
    }

    private static FeelValue AsList(in FeelValue value) => value.Kind == FeelKind.List ? value : value.IsNull ? FeelValue.Of([FeelValue.Null]) : FeelValue.Of([value]);

    private static FeelValue Concatenate(FeelCall call, FeelValue[] lists)
    {
        if (Array.Exists(lists, list => list.IsNull)) return call.Error(FeelCode.WrongArguments, "null is no list.");
        var all = new List<FeelValue>();
        foreach (var list in lists)
        {
            all.AddRange(AsList(list).Items);
            call.Evaluation.CheckListSize(all.Count, call.Span);
        }

        return FeelValue.Of(all.ToArray());
    }

    private static FeelValue InsertBefore(FeelCall call, FeelValue[] a)
    {
        var (items, position) = (a[0].Items, decimal.Truncate(a[1].Number));
        var at = position > 0 ? position - 1 : items.Length + position;
        if (position == 0 || at < 0 || at > items.Length) return ListFunctions.BadPosition(call, position, items.Length);
        return FeelValue.Of([.. items[..(int)at], a[2], .. items[(int)at..]]);
    }

    private static FeelValue Remove(FeelCall call, FeelValue[] a) =>
        Index(a[0].Items, a[1].Number) is { } at
            ? FeelValue.Of([.. a[0].Items[..at], .. a[0].Items[(at + 1)..]])
            : ListFunctions.BadPosition(call, a[1].Number, a[0].Items.Length);

    private static FeelValue ReplaceAt(FeelCall call, FeelValue[] a)
    {
        if (Index(a[0].Items, a[1].Number) is not { } at) return ListFunctions.BadPosition(call, a[1].Number, a[0].Items.Length);
        var changed = (FeelValue[])a[0].Items.Clone();
        changed[at] = a[2];
        return FeelValue.Of(changed);
    }

    private static FeelValue ReplaceMatching(FeelCall call, FeelValue[] a)
    {
        if (a[1].Function.Parameters.Count != 2) return call.Error(FeelCode.WrongArguments, "The function that matches must take the item and the new item.");
        var changed = (FeelValue[])a[0].Items.Clone();
        for (var i = 0; i < changed.Length; i++)
        {
            var outcome = a[1].Function.Invoke(call, [changed[i], a[2]]);
            if (outcome.Kind != FeelKind.Boolean) return call.Error(FeelCode.WrongType, $"The function that matches must yield a boolean, not {Describe.Kind(outcome)}.");
            if (outcome.IsTrue) changed[i] = a[2];
        }
        return FeelValue.Of(changed);
    }

    private static int? Index(FeelValue[] items, decimal position)
    {
        var whole = decimal.Truncate(position);
        if (whole == 0 || Math.Abs(whole) > items.Length) return null;
        return (int)(whole > 0 ? whole - 1 : items.Length + whole);
    }

    private static FeelValue Distinct(FeelCall call, FeelValue[] items)
    {
        var kept = new List<FeelValue>();
        var seen = new HashSet<FeelValue>();
        foreach (var item in items)
        {
            // Values that are alike in all but a detail are told apart slowly.
            call.Evaluation.Step(call.Span);
            if (seen.Add(item)) kept.Add(item);
        }

        return FeelValue.Of(kept.ToArray());
    }

    private static FeelValue Flatten(FeelCall call, FeelValue[] a)
    {
        var flat = new List<FeelValue>();
        var open = new Stack<(FeelValue[] Items, int Next)>();
        open.Push((a[0].Items, 0));
        while (open.TryPop(out var level))
        {
            if (level.Next == level.Items.Length) continue;
            open.Push((level.Items, level.Next + 1));
            var item = level.Items[level.Next];
            if (item.Kind == FeelKind.List) open.Push((item.Items, 0));
            else flat.Add(item);
            call.Evaluation.CheckListSize(flat.Count, call.Span);
        }

        return FeelValue.Of(flat.ToArray());
    }
}
