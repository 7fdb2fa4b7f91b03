using Trasa.Feel.Values;

namespace Trasa.Feel.Compilation;

/// <summary>One call of a function: where it stands, and the evaluation that it belongs to.</summary>
public readonly struct FeelCall
{
    internal FeelCall(Evaluation evaluation, FeelSpan span, string function)
    {
        Evaluation = evaluation;
        Span = span;
        Function = function;
    }

    public FeelSpan Span { get; }

    /// <summary>The name under which the function was called.</summary>
    public string Function { get; }

    public FeelOptions Options => Evaluation.Options;

    /// <summary>The moment of the evaluation where the clock stands: of a decision of the past the moment at which it was made.</summary>
    public DateTimeOffset Now => Evaluation.At is { } at ? TimeZoneInfo.ConvertTime(at, Options.Time.LocalTimeZone) : Options.Time.GetLocalNow();

    internal Evaluation Evaluation { get; }

    /// <summary>Records why the function yields null, and yields it.</summary>
    public FeelValue Error(FeelCode code, string message, params string[] arguments) =>
        Evaluation.Error(code, Span, $"{Function}: {message}", [Function, .. arguments]);
}
