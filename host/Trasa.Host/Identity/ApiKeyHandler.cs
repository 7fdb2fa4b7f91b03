using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Trasa.Host.Identity;

/// <summary><c>Authorization: Bearer trasa_...</c> (RFC 6750).</summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    ApiKeys keys,
    Accounts accounts) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";

    private const string Prefix = "Bearer ";

    public static bool IsUsedBy(HttpRequest request) =>
        request.Headers.Authorization.ToString().StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!IsUsedBy(Request)) return AuthenticateResult.NoResult();
        var secret = Request.Headers.Authorization.ToString()[Prefix.Length..].Trim();
        if (await keys.CheckAsync(secret, Context.RequestAborted) is not { } key)
            return AuthenticateResult.Fail("The key is unknown, revoked or expired.");
        if (await accounts.FindAsync(key.UserId, Context.RequestAborted) is not { IsActive: true } account)
            return AuthenticateResult.Fail("The person of the key may not come in any more.");
        return AuthenticateResult.Success(new(Principals.Of(account, Scheme.Name, scopes: key.Scopes, until: key.ExpiresAt), Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer realm=\"Trasa\"";
        return base.HandleChallengeAsync(properties);
    }
}
