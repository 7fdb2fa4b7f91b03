using Trasa.Feel.Values;

namespace Trasa.Decisions.Conformance;

/// <summary>A case of the DMN TCK: inputs, and what decisions must give.</summary>
internal sealed record TestCase(string Id, string? ServiceName, IReadOnlyDictionary<string, FeelValue> Inputs, IReadOnlyList<ExpectedResult> Results)
{
    /// <summary>A case whose expectations are not all null: an engine that always answers null fails it.</summary>
    public bool IsValued => Results.Any(result => !result.Expected.IsNull);
}

/// <summary>What one decision must give.</summary>
internal sealed record ExpectedResult(string Name, FeelValue Expected, bool IsError);

/// <summary>A file of cases and the model that they test.</summary>
internal sealed record TestFile(string Path, string ModelName, IReadOnlyList<TestCase> Cases);
