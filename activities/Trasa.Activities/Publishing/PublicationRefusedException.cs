namespace Trasa.Activities.Publishing;

/// <summary>A draft cannot be handed in, approved or published as asked; the message says what would be right.</summary>
/// <param name="code">Stable: <c>PUB-001</c> and so on.</param>
/// <param name="message">In English.</param>
/// <param name="field">What the person left out; null when the draft or its state is in the way.</param>
public sealed class PublicationRefusedException(string code, string message, string? field = null) : Exception(message)
{
    /// <summary>The code of a draft that has errors.</summary>
    public const string HasErrors = "PUB-003";

    public string Code => code;

    public string? Field { get; } = field;
}
