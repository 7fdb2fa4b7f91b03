using Trasa.Decisions.Tables;
using Trasa.Feel;
using Trasa.Feel.Compilation;
using Trasa.Feel.Values;

namespace Trasa.Decisions.Graph;

/// <summary>What a decision gave, and everything that explains it.</summary>
public sealed record DecisionOutcome(FeelValue Feel, IReadOnlyList<FeelDiagnostic> Diagnostics, DecisionTrace Trace)
{
    /// <summary>The outputs as plain .NET values.</summary>
    public object? Value => Feel.ToObject();
}

/// <summary>Why a decision gave what it gave: the exact version, the inputs it read, and each table that it went through.</summary>
public sealed class DecisionTrace
{
    internal DecisionTrace(DecisionModel model, Decision decision, IReadOnlyDictionary<string, FeelValue> inputs, IReadOnlyList<TableTrace> tables, FeelValue result, Evaluation evaluation)
    {
        (DecisionId, DecisionName, ModelName, ModelNamespace, Version) = (decision.Id, decision.Name, model.Definitions.Name, model.Definitions.Namespace, model.Version);
        (Inputs, Facts, Tables, Result, Diagnostics) = (inputs, evaluation.Facts, tables, result, evaluation.Diagnostics);
    }

    public string DecisionId { get; }

    public string DecisionName { get; }

    public string ModelName { get; }

    public string ModelNamespace { get; }

    public int Version { get; }

    /// <summary>The supplied values that were read; others had no influence.</summary>
    public IReadOnlyDictionary<string, FeelValue> Inputs { get; }

    /// <summary>What registered functions were told by the world, by the text of the call.</summary>
    public IReadOnlyDictionary<string, FeelValue> Facts { get; }

    /// <summary>The tables in the order in which they were evaluated; the last one usually is the decision's own.</summary>
    public IReadOnlyList<TableTrace> Tables { get; }

    public FeelValue Result { get; }

    public IReadOnlyList<FeelDiagnostic> Diagnostics { get; }
}
