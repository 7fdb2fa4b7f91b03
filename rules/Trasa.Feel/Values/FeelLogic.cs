namespace Trasa.Feel.Values;

/// <summary>Three-valued logic (DMN 1.5, table 50): null is "not known".</summary>
internal static class FeelLogic
{
    public static bool? And(bool? left, bool? right) =>
        left == false || right == false ? false : left is null || right is null ? null : true;

    public static bool? Or(bool? left, bool? right) =>
        left == true || right == true ? true : left is null || right is null ? null : false;

    public static bool? Truth(in FeelValue value) => value.Kind == FeelKind.Boolean ? value.IsTrue : null;
}
