using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using Trasa.Host.Hosting;

namespace Trasa.Host.Identity;

internal static class TrasaIdentityServiceCollectionExtensions
{
    public const string SignInLimit = "sign-in";

    private const string Either = "cookie-or-key";

    public static IServiceCollection AddTrasaIdentity(this IServiceCollection services)
    {
        services.AddSingleton<Accounts>().AddSingleton<CredentialStore>().AddSingleton<Passwords>().AddSingleton<TemporaryPasswords>();
        services.AddSingleton<ApiKeys>().AddSingleton<UserSettings>().AddSingleton<Sessions>().AddSingleton<SampleSignIn>();
        services.AddSingleton<DataProtectionKeys>();
        services.AddDataProtection().SetApplicationName("Trasa");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(options => options.XmlRepository = provider.GetRequiredService<DataProtectionKeys>()));

        services.AddAuthentication(Either)
            .AddPolicyScheme(Either, null, options => options.ForwardDefaultSelector = context =>
                ApiKeyHandler.IsUsedBy(context.Request) ? ApiKeyHandler.SchemeName : CookieAuthenticationDefaults.AuthenticationScheme)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, null)
            .AddCookie(ConfigureCookie);
        Policies.AddTo(services.AddAuthorizationBuilder());
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, SessionStateProvider>();
        services.AddAntiforgery(options => options.Cookie.Name = "trasa.form");
        services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.AddPolicy(SignInLimit, OnePartitionPerAddress);
        });
        return services;
    }

    private static void ConfigureCookie(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "trasa";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromHours(10);
        options.SlidingExpiration = true;
        options.LoginPath = "/sign-in";
        options.AccessDeniedPath = "/not-allowed";
        options.ReturnUrlParameter = "to";
        options.Events.OnValidatePrincipal = context =>
            context.HttpContext.RequestServices.GetRequiredService<Sessions>().ValidateAsync(context);
        options.Events.OnRedirectToLogin = context => AnswerAsync(context, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context =>
        {
            if (context.HttpContext.User.MustChangePassword()) context.RedirectUri = SignInEndpoints.ChoosePassword;
            return AnswerAsync(context, StatusCodes.Status403Forbidden);
        };
    }

    /// <summary>A program gets the status, a browser the page.</summary>
    private static Task AnswerAsync(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)) context.Response.StatusCode = status;
        else context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }

    private static RateLimitPartition<string> OnePartitionPerAddress(HttpContext context) =>
        RateLimitPartition.GetFixedWindowLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = context.RequestServices.GetRequiredService<HostSettings>().SignInsPerMinute, Window = TimeSpan.FromMinutes(1) });
}
