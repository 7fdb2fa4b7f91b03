namespace Trasa.Crm.Metadata;

/// <summary>Calculated fields.</summary>
internal static class Formulas
{
    /// <summary>What is wrong with the formula, or null.</summary>
    public static string? Problem(string formula, RecordType type) => $"calculated fields cannot be used yet in {type.Key}: '{formula}'.";
}
