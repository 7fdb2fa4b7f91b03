namespace Trasa.Host.Identity;

/// <summary>A secret with which a program acts as a person. Only its hash is stored.</summary>
/// <param name="Id">Its identifier, the first part of the key.</param>
/// <param name="Name">What it is for.</param>
/// <param name="UserId">Whose authority it carries.</param>
/// <param name="Scopes">What of it.</param>
/// <param name="CreatedAt">When it was issued.</param>
/// <param name="ExpiresAt">From when on it is refused, or null.</param>
/// <param name="RevokedAt">When somebody ended it, or null.</param>
/// <param name="LastUsedAt">To ten minutes, or null when it never was.</param>
internal sealed record ApiKey(
    Guid Id,
    string Name,
    Guid UserId,
    IReadOnlyList<string> Scopes,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? RevokedAt,
    DateTimeOffset? LastUsedAt)
{
    /// <summary>Reading anything that the person may see.</summary>
    public const string Read = "read";

    /// <summary>Changing anything that the person may change.</summary>
    public const string Write = "write";

    /// <summary>Handing in mail, and nothing else.</summary>
    public const string Intake = "intake";

    public static IReadOnlyList<string> AllScopes { get; } = [Read, Write, Intake];

    public bool IsValidAt(DateTimeOffset now) => RevokedAt is null && (ExpiresAt is null || ExpiresAt > now);
}
