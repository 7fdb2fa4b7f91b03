namespace Trasa.Feel.Syntax;

/// <summary>Ends the reading of a text at its first error; becomes a diagnostic, and never leaves the assembly.</summary>
internal sealed class FeelSyntaxException(FeelCode code, FeelSpan span, string message, params string[] arguments) : Exception(message)
{
    public FeelDiagnostic Diagnostic { get; } = new(code, span, message, arguments);
}
