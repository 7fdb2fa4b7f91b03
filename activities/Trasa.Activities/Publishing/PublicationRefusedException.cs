namespace Trasa.Activities.Publishing;

/// <summary>A draft cannot be handed in, approved or published as asked; the message says what would be right.</summary>
/// <param name="code">Stable: <c>PUB-001</c> and so on.</param>
/// <param name="message">In English.</param>
public sealed class PublicationRefusedException(string code, string message) : Exception(message)
{
    public string Code => code;
}
