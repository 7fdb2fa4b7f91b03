using System.Security.Claims;
using Trasa.Host.Identity;

namespace Trasa.Host.Api;

internal static class MeEndpoints
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/me", (ClaimsPrincipal user) => new Me(
                user.UserId()!.Value,
                user.Identity!.Name!,
                [.. user.FindAll(ClaimTypes.Role).Select(claim => claim.Value)],
                [.. user.FindAll(Principals.ScopeClaim).Select(claim => claim.Value)]))
            .WithTags("Identity").WithSummary("Who the caller is, with roles and scopes.");

    internal sealed record Me(Guid Id, string Name, IReadOnlyList<string> Roles, IReadOnlyList<string> Scopes);
}
