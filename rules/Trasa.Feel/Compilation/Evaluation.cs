using System.Globalization;
using System.Runtime.CompilerServices;
using Trasa.Feel.Values;

namespace Trasa.Feel.Compilation;

/// <summary>One evaluation: its limits, what it used of them, and the diagnostics of the nulls that it made.</summary>
internal sealed class Evaluation(FeelOptions options)
{
    // Often enough to stop in time, and seldom enough that asking the clock costs nothing.
    private const int StepsBetweenLooks = 1024;

    // What functions do in the time of a loop round.
    private const int ItemsPerStep = 64;
    private const int CharactersPerStep = 64;
    private const int PartsPerStep = 1024;

    private static readonly Dictionary<string, FeelValue> NoFacts = [];

    private int _steps;
    private int _nextLook = Math.Min(options.MaxSteps, StepsBetweenLooks);
    private long? _started;
    private TimeSpan _waited;
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
        return _facts[question] = known.IsUnset ? Ask(call, arguments, ask) : known;
    }

    /// <summary>What the limits count begins anew, for a caller that asks with one evaluation again and again.</summary>
    public void Restart() => (_steps, _nextLook, _started, _waited) = (0, Math.Min(options.MaxSteps, StepsBetweenLooks), null, default);

    public void Step(FeelSpan span)
    {
        if (++_steps > _nextLook) Look(span);
    }

    /// <summary>Work that grows with a value counts as steps.</summary>
    public void Charge(in FeelValue value, FeelSpan span)
    {
        var steps = value.Kind switch
        {
            FeelKind.String => value.Text.Length / CharactersPerStep,
            FeelKind.List => value.Body.Count / ItemsPerStep + value.Body.Extent.Parts / PartsPerStep,
            FeelKind.Context => value.Context.Extent.Parts / PartsPerStep,
            _ => 0,
        };
        if (steps > 0 && (_steps += steps) > _nextLook) Look(span);
    }

    /// <summary>Ends the evaluation when it took too long; for work of which a single step can take long.</summary>
    public void CheckTime(FeelSpan span)
    {
        var now = options.Time.GetTimestamp();
        _started ??= now;
        if (options.Time.GetElapsedTime(_started.Value, now) - _waited <= options.MaxTime) return;
        throw new FeelLimitException(nameof(FeelOptions.MaxTime), string.Create(CultureInfo.InvariantCulture, $"{options.MaxTime.TotalSeconds} s"), span);
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
        catch (Exception problem) when (FeelLimitException.Of(problem) is not null)
        {
            return Stopped(problem);
        }
    }

    /// <summary>The null of an evaluation that a limit ended. That is told even when no more diagnostics are kept.</summary>
    public FeelValue Stopped(Exception problem)
    {
        var limit = FeelLimitException.Of(problem)!;
        (_diagnostics ??= []).Add(new FeelDiagnostic(FeelCode.LimitExceeded, limit.Span, limit.Message, [limit.Limit], Source));
        return FeelValue.Null;
    }

    private void Look(FeelSpan span)
    {
        if (_steps > options.MaxSteps) throw new FeelLimitException(nameof(FeelOptions.MaxSteps), options.MaxSteps, span);
        CheckTime(span);
        _nextLook = _steps + Math.Min(options.MaxSteps - _steps, StepsBetweenLooks);
    }

    /// <summary>The time that the world takes to answer is not the author's.</summary>
    private FeelValue Ask(FeelCall call, FeelValue[] arguments, Functions.NativeCode ask)
    {
        var asked = options.Time.GetTimestamp();
        var answer = ask(call, arguments);
        _waited += options.Time.GetElapsedTime(asked);
        return answer;
    }
}

/// <summary>Stops an evaluation that grew beyond a limit; never leaves the assembly.</summary>
internal sealed class FeelLimitException(string limit, object value, FeelSpan span)
    : Exception($"The evaluation was stopped at the limit {limit} ({value}).")
{
    /// <summary>The limit that an exception tells of, the room of the stack among them; null for other exceptions.</summary>
    public static FeelLimitException? Of(Exception problem) =>
        problem as FeelLimitException ?? (problem is InsufficientExecutionStackException ? new FeelLimitException("stack", "full", default) : null);

    public string Limit => limit;

    public FeelSpan Span => span;
}
