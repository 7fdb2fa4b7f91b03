namespace Trasa.Engine.Hosting;

/// <summary>What makes an answer the same one when it is given again.</summary>
/// <param name="Value">The caller's own key.</param>
/// <param name="Said">What the caller said, as something that can be written as JSON.</param>
public sealed record AnswerKey(string Value, object? Said)
{
    /// <summary>Null when the caller gave no key: then every answer is a new one.</summary>
    public static AnswerKey? Of(string? value, object? said) => string.IsNullOrEmpty(value) ? null : new(value, said);
}
