namespace Trasa.Host.Identity;

/// <summary>A person of the organisation as far as signing in is concerned.</summary>
/// <param name="UserId">The user record.</param>
/// <param name="Login">What they type.</param>
/// <param name="Name">As shown.</param>
/// <param name="Roles">Keys of <see cref="Role"/>.</param>
/// <param name="IsActive">Whether they may come in at all.</param>
internal sealed record Account(Guid UserId, string Login, string Name, IReadOnlyList<string> Roles, bool IsActive);
