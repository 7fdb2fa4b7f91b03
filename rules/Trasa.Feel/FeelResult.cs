using Trasa.Feel.Values;

namespace Trasa.Feel;

/// <summary>What an evaluation gave.</summary>
/// <param name="Feel">The value in FEEL's own form.</param>
/// <param name="Diagnostics">Why nulls came to be; empty when nothing went wrong.</param>
public sealed record FeelResult(FeelValue Feel, IReadOnlyList<FeelDiagnostic> Diagnostics)
{
    /// <summary>The value as a plain .NET object: bool, decimal, string, DateOnly, lists, dictionaries, ...</summary>
    public object? Value => Feel.ToObject();

    /// <summary>True when the value is the boolean true, which is what makes a condition hold.</summary>
    public bool IsTrue => Feel.IsTrue;
}
