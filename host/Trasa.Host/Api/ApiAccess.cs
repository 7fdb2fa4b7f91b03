using Trasa.Host.Identity;

namespace Trasa.Host.Api;

/// <summary>
/// A key may do what its scopes say. A browser's cookie may only read: whatever changes something needs a key, so no
/// page of somebody else can make a browser do it.
/// </summary>
internal sealed class ApiAccess(string writeScope) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        var reads = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if (!ApiKeyHandler.IsUsedBy(request))
        {
            return reads
                ? await next(context)
                : Results.Problem("Changes need a key: Authorization: Bearer trasa_...", statusCode: StatusCodes.Status403Forbidden, title: "A browser session may only read here.");
        }

        var scopes = context.HttpContext.User.FindAll(Principals.ScopeClaim).Select(claim => claim.Value).ToArray();
        var needed = reads ? ApiKey.Read : writeScope;
        return scopes.Contains(needed) || (!reads && scopes.Contains(ApiKey.Write))
            ? await next(context)
            : Results.Problem($"The key has the scopes '{string.Join(' ', scopes)}'; this needs '{needed}'.", statusCode: StatusCodes.Status403Forbidden, title: "The key may not do this.");
    }
}
