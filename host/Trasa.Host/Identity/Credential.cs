namespace Trasa.Host.Identity;

/// <summary>How somebody proves who they are.</summary>
/// <param name="UserId">The user record.</param>
/// <param name="Login">Lower case, unique.</param>
/// <param name="PasswordHash">ASP.NET Core Identity's format (PBKDF2), or empty while no password is set.</param>
/// <param name="SecurityStamp">Changes with the password: sessions with another stamp end.</param>
/// <param name="FailedAttempts">Wrong passwords in a row.</param>
/// <param name="LockedUntil">No attempt is checked before.</param>
/// <param name="MustChange">Whether the password was made up for the person, who does nothing before they have chosen their own.</param>
/// <param name="ChangedAt">When the password was set.</param>
internal sealed record Credential(
    Guid UserId,
    string Login,
    string PasswordHash,
    string SecurityStamp,
    int FailedAttempts,
    DateTimeOffset? LockedUntil,
    bool MustChange,
    DateTimeOffset ChangedAt);
