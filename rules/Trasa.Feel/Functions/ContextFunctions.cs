using Trasa.Feel.Compilation;
using Trasa.Feel.Nodes;
using Trasa.Feel.Values;

namespace Trasa.Feel.Functions;

/// <summary>Contexts (DMN 1.5, table 80).</summary>
internal static class ContextFunctions
{
    public static void AddTo(Action<string, NativeCode> add)
    {
        add("get value(m: context, key: string)", (_, a) => a[0].Context[a[1].Text]);
        add("get value(context: context, keys: list)", GetByPath);
        add("get entries(m: context): list", (_, a) => Entries(a[0].Context));
        add("context(entries: list): context", FromEntries);
        add("context put(context: context, key: string, value: any?): context", (_, a) => Put(a[0].Context, a[1].Text, a[2]));
        add("context put(context: context, keys: list, value: any?): context", PutByPath);
        add("context merge(contexts: list): context", Merge);
    }

    private static FeelValue GetByPath(FeelCall call, FeelValue[] a)
    {
        var value = a[0];
        foreach (var key in a[1].Items)
        {
            if (key.Kind != FeelKind.String || value.Kind != FeelKind.Context) return call.Error(FeelCode.WrongArguments, "The keys must be texts that lead through contexts.");
            value = value.Context[key.Text];
        }
        return value;
    }

    private static FeelValue Entries(FeelContext context) => FeelValue.Of(context.Keys
        .Select(key => FeelValue.Of(new FeelContext(["key", "value"], [FeelValue.Of(key), context[key]])))
        .ToArray());

    private static FeelValue FromEntries(FeelCall call, FeelValue[] a)
    {
        var builder = new FeelContextBuilder();
        foreach (var entry in a[0].Items)
        {
            if (entry.Kind != FeelKind.Context || !entry.Context.TryGet("key", out var key) || key.Kind != FeelKind.String || !entry.Context.TryGet("value", out var value))
                return call.Error(FeelCode.WrongArguments, $"{Describe.Value(entry)} is no context with a key and a value.", Describe.Value(entry));
            if (builder.Has(key.Text)) return call.Error(FeelCode.DuplicateKey, $"The key {key.Text} occurs twice.", key.Text);
            builder.Put(key.Text, value);
        }
        return FeelValue.Of(builder.Build());
    }

    private static FeelValue Put(FeelContext context, string key, in FeelValue value) => FeelValue.Of(new FeelContextBuilder(context).Put(key, value).Build());

    private static FeelValue PutByPath(FeelCall call, FeelValue[] a) =>
        Put(a[0], a[1].Items, 0, a[2]) ?? call.Error(FeelCode.WrongArguments, "The keys must be texts that lead through contexts.");

    private static FeelValue? Put(in FeelValue context, FeelValue[] keys, int depth, in FeelValue value)
    {
        if (context.Kind != FeelKind.Context || depth >= keys.Length || keys[depth].Kind != FeelKind.String) return null;
        var key = keys[depth].Text;
        if (depth == keys.Length - 1) return Put(context.Context, key, value);
        return Put(context.Context[key], keys, depth + 1, value) is { } inner ? Put(context.Context, key, inner) : null;
    }

    private static FeelValue Merge(FeelCall call, FeelValue[] a)
    {
        var builder = new FeelContextBuilder();
        foreach (var item in a[0].Items)
        {
            if (item.Kind != FeelKind.Context) return call.Error(FeelCode.WrongArguments, $"{Describe.Value(item)} is no context.", Describe.Value(item));
            foreach (var key in item.Context.Keys) builder.Put(key, item.Context[key]);
        }
        return FeelValue.Of(builder.Build());
    }
}
