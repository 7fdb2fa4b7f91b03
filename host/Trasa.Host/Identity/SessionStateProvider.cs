using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace Trasa.Host.Identity;

/// <summary>Keeps asking, while a page is open, whether its session is still good.</summary>
internal sealed class SessionStateProvider(ILoggerFactory loggers, Sessions sessions) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => Sessions.CheckEvery;

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        sessions.IsAliveAsync(authenticationState.User, cancellationToken);
}
