using System.Net;
using Trasa.Host.Hosting;

namespace Trasa.Host.Identity;

/// <summary>
/// Coming in as a person of the sample organisation without a password. Only when the host was started for that, only
/// from this machine, and only under a loopback name, so that neither a proxy nor a page of somebody else gets it.
/// </summary>
internal sealed class SampleSignIn(HostSettings settings, Accounts accounts)
{
    public bool IsOfferedTo(HttpContext context) =>
        settings.WithSampleOrganisation
        && context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && IsLoopback(context.Request.Host.Host)
        && !context.Request.Headers.ContainsKey("X-Forwarded-For")
        && !context.Request.Headers.ContainsKey("Forwarded");

    /// <summary>The people by their first role, in the order of the roles.</summary>
    public async Task<IReadOnlyList<IGrouping<Role, Account>>> PeopleAsync(CancellationToken cancellationToken) =>
        [
            .. from account in await accounts.ListAsync(cancellationToken)
               let role = Role.All.LastOrDefault(role => account.Roles.Contains(role.Key))
               where role is not null
               group account by role into people
               orderby Role.All.ToList().IndexOf(people.Key)
               select people,
        ];

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
