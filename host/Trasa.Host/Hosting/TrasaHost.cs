using Radzen;
using Trasa.Activities.Http;
using Trasa.Activities.Http.Outgoing;
using Trasa.Designer.Workflows;
using Trasa.Engine;
using Trasa.Engine.Doors;
using Trasa.Engine.Hosting;
using Trasa.Engine.Storage;
using Trasa.Host.Api;
using Trasa.Host.Channels;
using Trasa.Host.Components;
using Trasa.Host.Decisions;
using Trasa.Host.Identity;
using Trasa.Host.PublicPages;
using Trasa.Host.Records;

namespace Trasa.Host.Hosting;

/// <summary>Puts the rooms together into one web application.</summary>
internal static class TrasaHost
{
    private static readonly string[] Languages = ["en", "ro", "pl", "ru", "hu"];

    /// <param name="settings">What the command line says.</param>
    /// <param name="configure">What a test replaces, or null.</param>
    public static WebApplication Build(HostSettings settings, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = "Trasa.Host",
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseUrls(settings.Addresses);
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(options => options.AddServerHeader = false);
        builder.AddTrasaLogging(settings);
        AddServices(builder.Services, settings, builder.Configuration);
        configure?.Invoke(builder);
        var app = builder.Build();
        Use(app);
        Map(app);
        return app;
    }

    /// <summary>Brings the database up to date before the first request.</summary>
    public static Task PrepareAsync(WebApplication app, CancellationToken cancellationToken) =>
        app.Services.GetRequiredService<Preparation>().RunAsync(cancellationToken);

    private static void AddServices(IServiceCollection services, HostSettings settings, ConfigurationManager configuration)
    {
        services.AddSingleton(settings);
        // First, because hosts that share a database go by its clock.
        services.AddTrasaStorage(settings.Database);
        services.AddSingleton<IIdentifiers, Identifiers>();
        services.AddTrasaRooms(settings.Database).AddTrasaRunner().AddOutgoing(settings, configuration).AddIncoming(settings);
        services.AddOptions<RunnerOptions>().Bind(configuration.GetSection("Engine"))
            .Validate(options => (options.KeepJournal ?? TimeSpan.MaxValue) > TimeSpan.Zero && (options.KeepInstances ?? TimeSpan.MaxValue) > TimeSpan.Zero, "Engine:KeepJournal and Engine:KeepInstances are longer than nothing, e.g. 90.00:00:00 for 90 days; leave them out to keep all.")
            .ValidateOnStart();
        services.OpenHttpDoor(configuration.GetSection("HttpDoor").Get<HttpDoorOptions>() ?? new());
        if (HostTelemetry.Collector(configuration) is { } collector) services.AddSingleton<IHostedService>(new HostTelemetry(collector));
        services.AddDecisionPublishing(configuration);
        services.AddTrasaIdentity();
        services.AddTrasaApi();
        services.AddPublicPages();
        services.AddLocalization(options => options.ResourcesPath = "");
        services.Configure<RequestLocalizationOptions>(options => options
            .SetDefaultCulture("en").AddSupportedCultures(Languages).AddSupportedUICultures(Languages));
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddSignalR(options => options.MaximumReceiveMessageSize = DesignerLimits.LargestMessage);
        services.AddRadzenComponents();
        services.AddScreens();
        services.AddHttpContextAccessor();
        services.AddResponseCompression(options => options.EnableForHttps = false);
    }

    private static void Use(WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseApiProblems();
        app.UseResponseCompression();
        app.UseRequestLocalization();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.UseStaleForms();
    }

    private static void Map(WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapSignIn();
        app.MapRecordExport();
        app.MapDecisionFiles();
        app.MapTrasaApi();
        app.MapHooks();
        app.MapPublicPages();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(
            // SecurityHeaders says it for every answer.
            options => options.ContentSecurityFrameAncestorsPolicy = null);
    }
}
