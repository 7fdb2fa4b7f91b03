using Trasa.Activities.Mail.Sending;
using Trasa.Activities.Mail.Writing;
using Trasa.Activities.Sms;
using Trasa.Engine.Outbox;
using Trasa.Host.Hosting;

namespace Trasa.Host.Channels;

/// <summary>How messages come in and go out. Sections <c>Smtp</c> and <c>Twilio</c> of the configuration; without them, files.</summary>
internal static class ChannelRegistration
{
    public static IServiceCollection AddOutgoing(this IServiceCollection services, HostSettings settings, IConfiguration configuration)
    {
        services.AddSingleton<IMailSender>(provider => configuration.GetSection("Smtp") is { } smtp && smtp["Host"] is { Length: > 0 }
            ? new SmtpMailSender(smtp.Get<SmtpOptions>()!, provider.GetRequiredService<TimeProvider>())
            : new FolderMailSender(Path.Combine(settings.DataFolder, "mail", "out")));
        services.AddSingleton<IOutboxChannel, MailChannel>();
        var twilio = configuration.GetSection("Twilio").Get<TwilioOptions>() ?? new TwilioOptions();
        services.AddSingleton<IOutboxChannel>(_ => twilio.IsConfigured
            ? new TwilioSmsChannel(new HttpClient { Timeout = TimeSpan.FromSeconds(30) }, twilio)
            : new FolderSmsChannel(Path.Combine(settings.DataFolder, "sms", "out")));
        return services;
    }

    public static IServiceCollection AddIncoming(this IServiceCollection services, HostSettings settings)
    {
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<MailFolder>(provider, Path.Combine(settings.DataFolder, "mail", "in")));
        return services;
    }
}
