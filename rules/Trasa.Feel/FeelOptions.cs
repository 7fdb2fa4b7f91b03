using Trasa.Feel.Functions;

namespace Trasa.Feel;

/// <summary>Limits and doors of the evaluation. Authored text runs in our process, so everything that can grow has an end.</summary>
public sealed class FeelOptions
{
    public static readonly FeelOptions Default = new();

    /// <summary>Characters of one expression. Default 100,000.</summary>
    public int MaxTextLength { get; init; } = 100_000;

    /// <summary>Lists and contexts inside each other: as deep as readers of JSON go. The same for all, because values are also made where no evaluation is.</summary>
    public const int MaxNesting = 64;

    /// <summary>Parts of one value, those of its parts included; the same for all.</summary>
    public const int MaxParts = 2_000_000;

    /// <summary>
    /// Loop rounds, filter tests and function calls of one evaluation together; what functions do with long lists and texts
    /// counts as well. Default 1,000,000.
    /// </summary>
    public int MaxSteps { get; init; } = 1_000_000;

    /// <summary>Items of a list that an expression builds. Default 100,000.</summary>
    public int MaxListSize { get; init; } = 100_000;

    /// <summary>Characters of a text that an expression builds. Default 1,000,000.</summary>
    public int MaxStringLength { get; init; } = 1_000_000;

    /// <summary>Calls inside calls. Default 200.</summary>
    public int MaxCallDepth { get; init; } = 200;

    /// <summary>Diagnostics kept per evaluation; later ones are dropped. Default 50.</summary>
    public int MaxDiagnostics { get; init; } = 50;

    /// <summary>Time of one evaluation, without the answers of facts that it waits for. Default 5 s.</summary>
    public TimeSpan MaxTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time of one pattern match; the first that takes longer ends the evaluation. Default 250 ms.</summary>
    public TimeSpan RegexTimeout { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The clock behind <c>now()</c> and <c>today()</c>, and its local time zone.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Functions of the host beside the built-in ones.</summary>
    public FeelFunctions Functions { get; init; } = FeelFunctions.None;
}
