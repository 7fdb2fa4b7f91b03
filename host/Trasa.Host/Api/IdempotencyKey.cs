namespace Trasa.Host.Api;

/// <summary>What a caller sends again with a request that it repeats because it did not hear the answer.</summary>
internal static class IdempotencyKey
{
    /// <summary>The header, or else the field of the body; null without either.</summary>
    public static string? Of(HttpRequest request, string? field = null) =>
        request.Headers["Idempotency-Key"].ToString() is { Length: > 0 } given ? given : string.IsNullOrEmpty(field) ? null : field;
}
