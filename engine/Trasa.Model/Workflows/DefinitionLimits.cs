namespace Trasa.Model.Workflows;

/// <summary>What a definition file may cost. An answer that refuses a file names the limit.</summary>
public sealed class DefinitionLimits
{
    public static DefinitionLimits Default { get; } = new();

    /// <summary>Characters of text.</summary>
    public int Size { get; init; } = 16 * 1024 * 1024;

    /// <summary>Nesting of JSON objects and arrays. An activity in a slot takes one level, in a container two.</summary>
    public int Depth { get; init; } = 512;

    public int Activities { get; init; } = 20_000;

    public int Connections { get; init; } = 100_000;
}
