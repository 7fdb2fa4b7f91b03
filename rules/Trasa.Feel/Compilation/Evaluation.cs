using System.Runtime.CompilerServices;
using Trasa.Feel.Values;

namespace Trasa.Feel.Compilation;

/// <summary>One evaluation: its limits, what it used of them, and the diagnostics of the nulls that it made.</summary>
internal sealed class Evaluation(FeelOptions options)
{
    private static readonly Dictionary<string, FeelValue> NoFacts = [];

    private int _steps;
    private int _depth;
    private List<FeelDiagnostic>? _diagnostics;
    private Dictionary<string, FeelValue>? _facts;

    public FeelOptions Options => options;

    /// <summary>The moment that it is, for a decision of the past; the clock's when null.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Answers of facts that are given instead of asked for, by the text of the call; unset when there is none.</summary>
    public Func<string, FeelValue>? KnownFacts { get; init; }

    /// <summary>The facts that were asked for, by the text of the call.</summary>
    public IReadOnlyDictionary<string, FeelValue> Facts => _facts ?? NoFacts;

    /// <summary>Names the text that is being evaluated, for diagnostics of models with many texts.</summary>
    public string? Source { get; set; }

    /// <summary>What the caller keeps with the evaluation (the trace of a decision).</summary>
    public object? Companion { get; set; }

    public IReadOnlyList<FeelDiagnostic> Diagnostics => _diagnostics ?? (IReadOnlyList<FeelDiagnostic>)[];

    /// <summary>One and the same question has one answer during an evaluation.</summary>
    public FeelValue Fact(string question, FeelCall call, FeelValue[] arguments, Functions.NativeCode ask)
    {
        _facts ??= new(StringComparer.Ordinal);
        if (_facts.TryGetValue(question, out var told)) return told;
        var known = KnownFacts?.Invoke(question) ?? FeelValue.Unset;
        return _facts[question] = known.IsUnset ? ask(call, arguments) : known;
    }

    public void Step(FeelSpan span)
    {
        if (++_steps > options.MaxSteps) throw new FeelLimitException(nameof(FeelOptions.MaxSteps), options.MaxSteps, span);
    }

    public void CheckListSize(long size, FeelSpan span)
    {
        if (size > options.MaxListSize) throw new FeelLimitException(nameof(FeelOptions.MaxListSize), options.MaxListSize, span);
    }

    public void CheckStringLength(long length, FeelSpan span)
    {
        if (length > options.MaxStringLength) throw new FeelLimitException(nameof(FeelOptions.MaxStringLength), options.MaxStringLength, span);
    }

    /// <summary>Enters a call; pair with <see cref="Leave"/>.</summary>
    public void Enter(FeelSpan span)
    {
        if (++_depth > options.MaxCallDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new FeelLimitException(nameof(FeelOptions.MaxCallDepth), options.MaxCallDepth, span);
        Step(span);
    }

    public void Leave() => _depth--;

    /// <summary>Records why the null that it returns came to be.</summary>
    public FeelValue Error(FeelCode code, FeelSpan span, string message, params string[] arguments)
    {
        _diagnostics ??= [];
        if (_diagnostics.Count < options.MaxDiagnostics) _diagnostics.Add(new FeelDiagnostic(code, span, message, arguments, Source));
        return FeelValue.Null;
    }

    /// <summary>Drops what was recorded after there were that many: it was about a value that is not there.</summary>
    public void Forget(int count)
    {
        if (_diagnostics?.Count > count) _diagnostics.RemoveRange(count, _diagnostics.Count - count);
    }

    public void Add(FeelDiagnostic diagnostic)
    {
        _diagnostics ??= [];
        if (_diagnostics.Count < options.MaxDiagnostics) _diagnostics.Add(diagnostic);
    }

    /// <summary>Runs the code; a limit that it meets becomes a null with a diagnostic.</summary>
    public FeelValue Run(Op body, Frame frame)
    {
        try
        {
            return body(frame);
        }
        catch (FeelLimitException limit)
        {
            return Error(FeelCode.LimitExceeded, limit.Span, limit.Message, limit.Limit);
        }
    }
}

/// <summary>Stops an evaluation that grew beyond a limit; never leaves the assembly.</summary>
internal sealed class FeelLimitException(string limit, int value, FeelSpan span)
    : Exception($"The evaluation was stopped at the limit {limit} ({value}).")
{
    public string Limit => limit;

    public FeelSpan Span => span;
}
