using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;

namespace Trasa.Host.Identity;

/// <summary>Where the forms of the sign-in page go. Form binding checks the antiforgery token.</summary>
internal static partial class SignInEndpoints
{
    /// <summary>The page on which a person chooses a password.</summary>
    public const string ChoosePassword = "/account";

    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sign-in/password", SignInAsync).AllowAnonymous().RequireRateLimiting(TrasaIdentityServiceCollectionExtensions.SignInLimit).ExcludeFromDescription();
        routes.MapPost("/sign-in/sample", SignInAsSampleAsync).AllowAnonymous().RequireRateLimiting(TrasaIdentityServiceCollectionExtensions.SignInLimit).ExcludeFromDescription();
        routes.MapPost("/sign-out", SignOutAsync).ExcludeFromDescription();
    }

    /// <summary>A form whose token does not fit was made before a restart, or by somebody else: it is asked for again.</summary>
    public static void UseStaleForms(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false }) return next(context);
        context.Response.Redirect(Back("old", null));
        return Task.CompletedTask;
    });

    private static async Task<IResult> SignInAsync(
        HttpContext context, [FromForm] string? login, [FromForm] string? password, [FromForm] string? to,
        Passwords passwords, Sessions sessions, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var log = loggers.CreateLogger(typeof(SignInEndpoints));
        var attempt = await passwords.CheckAsync(login ?? "", password ?? "", cancellationToken);
        if (attempt.Account is null)
        {
            Log.Refused(log, context.Connection.RemoteIpAddress?.ToString());
            return Results.Redirect(Back(attempt.RestsUntil is null ? "wrong" : "rests", to));
        }

        var mustChange = attempt.Credential is { MustChange: true };
        await sessions.BeginAsync(context, attempt.Account, mustChange, cancellationToken);
        Log.SignedIn(log, attempt.Account.UserId);
        return Results.LocalRedirect(mustChange ? ChoosePassword : Local(to));
    }

    private static async Task<IResult> SignInAsSampleAsync(
        HttpContext context, [FromForm] Guid user, [FromForm] string? to,
        SampleSignIn samples, Accounts accounts, Sessions sessions, CancellationToken cancellationToken)
    {
        if (!samples.IsOfferedTo(context)) return Results.NotFound();
        if (await accounts.FindAsync(user, cancellationToken) is not { IsActive: true } account) return Results.Redirect(Back("wrong", to));
        await sessions.BeginAsync(context, account, mustChange: false, cancellationToken);
        return Results.LocalRedirect(Local(to));
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, [FromForm] string? to)
    {
        await Sessions.EndAsync(context);
        return Results.LocalRedirect("/sign-in");
    }

    private static string Back(string problem, string? to) => $"/sign-in?problem={problem}&to={Uri.EscapeDataString(Local(to))}";

    /// <summary>Only a path of this host is gone to; anything else would let a link send people elsewhere.</summary>
    internal static string Local(string? to) =>
        to is ['/', not ('/' or '\\'), ..] && !to.Any(char.IsControl) ? to : "/";

    private static partial class Log
    {
        [LoggerMessage(6101, LogLevel.Information, "Signed in: user {UserId}", EventName = nameof(SignedIn))]
        public static partial void SignedIn(ILogger logger, Guid userId);

        [LoggerMessage(6102, LogLevel.Warning, "A sign-in from {Address} was refused", EventName = nameof(Refused))]
        public static partial void Refused(ILogger logger, string? address);
    }
}
