using System.Security.Claims;
using Trasa.Host.Identity;

namespace Trasa.Host.Api;

internal static class MeEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/me", (ClaimsPrincipal user) => new Me(
                user.UserId()!.Value,
                user.Identity!.Name!,
                [.. user.FindAll(ClaimTypes.Role).Select(claim => claim.Value)],
                [.. user.FindAll(Principals.ScopeClaim).Select(claim => claim.Value)]))
            .WithTags("Identity").WithSummary("Who the caller is, with roles and scopes.");
        api.MapPost("/me/password", ChangeAsync).WithTags("Identity").WithSummary("Gives the caller another password; the present one is asked for, and every session ends.")
            .Answers(StatusCodes.Status204NoContent, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>A key alone is no proof of the person, so a first password is set on the machine and never here.</summary>
    private static async Task<IResult> ChangeAsync(NewPassword body, ClaimsPrincipal user, Accounts accounts, CredentialStore credentials, Passwords passwords, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(body.Present)) throw new FieldInvalidException("present", "Say the present password.");
        if (string.IsNullOrEmpty(body.Password)) throw new FieldInvalidException("password", "Say the new password.");
        if (body.Password == body.Present) throw new FieldInvalidException("password", "The new password is the present one; choose another.");
        var account = await accounts.FindAsync(user.UserId()!.Value, cancellationToken) ?? throw new NotAllowedException("There is no such person any more.");
        if (await credentials.FindAsync(account.UserId, cancellationToken) is not { PasswordHash.Length: > 0 })
            return Results.Problem($"The first one is set on the machine that this runs on: ./trasa users set-password {account.Login}", statusCode: StatusCodes.Status409Conflict, title: "There is no password yet.");
        var attempt = await passwords.CheckAsync(account.Login, body.Present, cancellationToken);
        if (attempt.Account is null) throw new FieldInvalidException("present", attempt.RestsUntil is { } until ? $"Too many wrong passwords; try again after {until:u}." : "The present password is wrong.");
        if (await passwords.SetAsync(account, body.Password, mustChange: false, cancellationToken) is { } problem) throw new FieldInvalidException("password", problem);
        return Results.NoContent();
    }

    internal sealed record NewPassword(string? Present, string? Password);

    internal sealed record Me(Guid Id, string Name, IReadOnlyList<string> Roles, IReadOnlyList<string> Scopes);
}
