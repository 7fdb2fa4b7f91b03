namespace Trasa.Engine.Execution;

/// <summary>Outcomes that need no allocation.</summary>
internal static class Outcomes
{
    public static readonly IReadOnlyList<string> Done = ["Done"];
    public static readonly IReadOnlyList<string> True = ["True"];
    public static readonly IReadOnlyList<string> False = ["False"];
    public static readonly IReadOnlyList<string> None = [];

    public static bool Has(this IReadOnlyList<string> outcomes, string port)
    {
        for (var index = 0; index < outcomes.Count; index++)
            if (string.Equals(outcomes[index], port, StringComparison.Ordinal)) return true;
        return false;
    }
}
