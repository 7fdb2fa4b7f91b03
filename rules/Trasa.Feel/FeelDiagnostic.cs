using System.Globalization;

namespace Trasa.Feel;

/// <summary>A place in the text of an expression.</summary>
public readonly record struct FeelSpan(int Start, int Length)
{
    public int End => Start + Length;

    internal static FeelSpan Between(int start, int end) => new(start, Math.Max(0, end - start));
}

/// <summary>Why an expression does not read, or why a null came out of it.</summary>
/// <param name="Code">The stable kind of the problem.</param>
/// <param name="Span">Where in the text.</param>
/// <param name="Message">The problem in English, with the values that were met.</param>
/// <param name="Arguments">What the message mentions, for texts in other languages.</param>
/// <param name="Source">Which text of a model it is (a cell, a decision); null for an expression on its own.</param>
public sealed record FeelDiagnostic(FeelCode Code, FeelSpan Span, string Message, IReadOnlyList<string> Arguments, string? Source = null)
{
    /// <summary>The code as people see it: <c>FEEL-003</c>.</summary>
    public string Id => "FEEL-" + ((int)Code).ToString("D3", CultureInfo.InvariantCulture);

    public override string ToString() => $"{Id} at {Span.Start}: {Message}";
}
