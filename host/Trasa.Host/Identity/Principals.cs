using System.Globalization;
using System.Security.Claims;
using Trasa.Engine.Doors;

namespace Trasa.Host.Identity;

/// <summary>Accounts as claims, and back.</summary>
internal static class Principals
{
    public const string StampClaim = "trasa:stamp";

    public const string ScopeClaim = "trasa:scope";

    private const string UntilClaim = "trasa:until";

    private const string MustChangeClaim = "trasa:must-change";

    public static ClaimsPrincipal Of(Account account, string scheme, string? stamp = null, IEnumerable<string>? scopes = null, bool mustChange = false, DateTimeOffset? until = null)
    {
        var identity = new ClaimsIdentity(
            [
                new(ClaimTypes.NameIdentifier, account.UserId.ToString()),
                new(ClaimTypes.Name, account.Name),
                .. account.Roles.Select(role => new Claim(ClaimTypes.Role, role)),
                .. (scopes ?? []).Select(scope => new Claim(ScopeClaim, scope)),
            ],
            scheme);
        if (stamp is not null) identity.AddClaim(new(StampClaim, stamp));
        if (mustChange) identity.AddClaim(new(MustChangeClaim, "true"));
        if (until is { } end) identity.AddClaim(new(UntilClaim, end.ToString("o", CultureInfo.InvariantCulture)));
        return new(identity);
    }

    public static Guid? UserId(this ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;

    /// <summary>When the key with which they came in ends; null for one that does not, and for a session.</summary>
    public static DateTimeOffset? KeyUntil(this ClaimsPrincipal principal) =>
        principal.FindFirstValue(UntilClaim) is { } end ? DateTimeOffset.ParseExact(end, "o", CultureInfo.InvariantCulture) : null;

    /// <summary>Whether they came in with a password that somebody has made up for them; then they choose their own before anything else.</summary>
    public static bool MustChangePassword(this ClaimsPrincipal principal) => principal.HasClaim(claim => claim.Type == MustChangeClaim);

    /// <summary>Under whose authority a request of this person runs.</summary>
    public static Actor Actor(this ClaimsPrincipal principal) =>
        principal.UserId() is { } id
            ? new(id, principal.Identity?.Name ?? id.ToString())
            : throw new InvalidOperationException("Nobody is signed in; the page or endpoint must require it.");
}
