using Trasa.Feel.Compilation;
using Trasa.Feel.Values;

namespace Trasa.Feel.Functions;

/// <summary>Truth values (DMN 1.5, tables 72 and 75).</summary>
internal static class BooleanFunctions
{
    public static void AddTo(Action<string, NativeCode> add)
    {
        add("not(negand: any?): boolean", Not);
        add("is(value1?: any?, value2?: any?): boolean", (_, a) => FeelValue.Of(Is(a[0], a[1])));
        add("all(list: list): boolean", (call, a) => Fold(call, a[0].Items, false));
        add("all(...b: any?): boolean", (call, a) => Fold(call, a[0].Items, false, "all"));
        add("any(list: list): boolean", (call, a) => Fold(call, a[0].Items, true));
        add("any(...b: any?): boolean", (call, a) => Fold(call, a[0].Items, true, "any"));
    }

    private static FeelValue Not(FeelCall call, FeelValue[] a) => a[0].Kind switch
    {
        FeelKind.Boolean => FeelValue.Of(!a[0].IsTrue),
        FeelKind.Null => FeelValue.Null,
        _ => call.Error(FeelCode.WrongArguments, "Only a boolean can be negated."),
    };

    /// <summary>Sameness of kind and value; an offset of zero is the zone Z, other zones count as they were written.</summary>
    private static bool Is(in FeelValue left, in FeelValue right) => FeelEquality.Same(left, right);

    private static FeelValue Fold(FeelCall call, FeelValue[] items, bool deciding, string name) => items is [{ IsNull: true }]
        ? call.Error(FeelCode.WrongArguments, $"{name} asks for a list of booleans, and this is null.")
        : Fold(call, items, deciding);

    private static FeelValue Fold(FeelCall call, FeelValue[] items, bool deciding)
    {
        var (unknown, decided) = (false, false);
        foreach (var item in items)
        {
            if (item.Kind is not (FeelKind.Boolean or FeelKind.Null)) return call.Error(FeelCode.WrongArguments, "Every item must be a boolean.");
            unknown |= item.IsNull;
            decided |= item.Kind == FeelKind.Boolean && item.IsTrue == deciding;
        }
        return decided ? FeelValue.Of(deciding) : unknown ? FeelValue.Null : FeelValue.Of(!deciding);
    }
}
