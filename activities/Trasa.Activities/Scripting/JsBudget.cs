namespace Trasa.Activities.Scripting;

/// <summary>What one run of a script may cost.</summary>
public sealed class JsBudget
{
    public const int MaxItems = 1_000_000;

    /// <summary>Characters of a script.</summary>
    public const int LongestSource = 500_000;

    /// <summary>Parentheses, operators, functions, blocks and the like inside one another; a pair of parentheses counts twice.</summary>
    public const int DeepestSyntax = 600;

    public static JsBudget Default { get; } = new();

    /// <summary>Statements, calls and turns of loops; default 1,000,000.</summary>
    public int Steps { get; init; } = 1_000_000;

    /// <summary>Calls inside calls; default 200.</summary>
    public int CallDepth { get; init; } = 200;

    /// <summary>Characters and items made, in all; default 20,000,000.</summary>
    public long Memory { get; init; } = 20_000_000;

    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(2);
}
