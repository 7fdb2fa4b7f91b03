using Trasa.Host.Identity;

namespace Trasa.Host.Api;

/// <summary>Tokens for people's programs (an hour) and the revoking of keys.</summary>
internal static class TokenEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/tokens", IssueAsync).AllowAnonymous()
            .RequireRateLimiting(TrasaIdentityServiceCollectionExtensions.SignInLimit)
            .WithTags("Identity").WithSummary("Exchanges login and password for a token that is good for an hour.")
            .Answers(StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status429TooManyRequests);
    }

    private static async Task<IResult> IssueAsync(
        TokenRequest request, Passwords passwords, ApiKeys keys, TimeProvider time, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(request.Login) || string.IsNullOrEmpty(request.Password)) throw new BadRequestException("The body is a JSON object with login and password.");
        var attempt = await passwords.CheckAsync(request.Login, request.Password, cancellationToken);
        if (attempt.Account is not { } account)
        {
            return Results.Problem(
                attempt.RestsUntil is { } until ? $"Too many wrong passwords; try again after {until:u}." : "Login or password is wrong.",
                statusCode: StatusCodes.Status401Unauthorized,
                title: "Nobody was signed in.");
        }

        if (attempt.Credential is { MustChange: true })
        {
            return Results.Problem(
                "This password was given for the first sign-in. Sign in with it in the browser and choose one of your own.",
                statusCode: StatusCodes.Status403Forbidden,
                title: "The password must be changed first.");
        }

        var expires = time.GetUtcNow() + ApiKeys.TokenLifetime;
        var (secret, _) = await keys.IssueAsync(ApiKeys.Token, account.UserId, ApiKey.AllScopes, expires, cancellationToken);
        return Results.Ok(new TokenAnswer(secret, "Bearer", expires));
    }

    internal sealed record TokenRequest(string? Login, string? Password);

    internal sealed record TokenAnswer(string Token, string Type, DateTimeOffset ExpiresAt);
}
