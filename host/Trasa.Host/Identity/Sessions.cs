using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Trasa.Host.Identity;

/// <summary>
/// Begins and ends sessions. A session ends when its person may not come in any more or has a new password; that is
/// looked up at the first request of a minute, and once a minute for an open page.
/// </summary>
internal sealed class Sessions(Accounts accounts, CredentialStore credentials, TimeProvider time)
{
    public static readonly TimeSpan CheckEvery = TimeSpan.FromMinutes(1);

    private const string CheckedAt = "trasa:checked";

    /// <param name="context">The request that signs in.</param>
    /// <param name="account">Who.</param>
    /// <param name="mustChange">Whether the session is good for choosing a password and nothing else.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task BeginAsync(HttpContext context, Account account, bool mustChange, CancellationToken cancellationToken)
    {
        var stamp = (await credentials.FindAsync(account.UserId, cancellationToken))?.SecurityStamp ?? "";
        var properties = new AuthenticationProperties { IsPersistent = false };
        properties.Items[CheckedAt] = time.GetUtcNow().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        await context.SignInAsync(
            CookieAuthenticationDefaults.AuthenticationScheme,
            Principals.Of(account, CookieAuthenticationDefaults.AuthenticationScheme, stamp, mustChange: mustChange),
            properties);
    }

    public static Task EndAsync(HttpContext context) => context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);

    public async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        if (context.Properties.Items.TryGetValue(CheckedAt, out var text) && long.TryParse(text, out var last) && now - last < CheckEvery.TotalSeconds) return;
        if (context.Principal is { } principal && await IsAliveAsync(principal, context.HttpContext.RequestAborted))
        {
            context.Properties.Items[CheckedAt] = now.ToString(System.Globalization.CultureInfo.InvariantCulture);
            context.ShouldRenew = true;
            return;
        }

        context.RejectPrincipal();
        await EndAsync(context.HttpContext);
    }

    public async Task<bool> IsAliveAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        if (principal.UserId() is not { } id) return false;
        if (await accounts.FindAsync(id, cancellationToken) is not { IsActive: true }) return false;
        var stamp = (await credentials.FindAsync(id, cancellationToken))?.SecurityStamp ?? "";
        return stamp == principal.FindFirstValue(Principals.StampClaim);
    }
}
