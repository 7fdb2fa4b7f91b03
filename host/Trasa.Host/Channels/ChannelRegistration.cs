using Microsoft.Extensions.DependencyInjection.Extensions;
using Trasa.Activities.Mail.Sending;
using Trasa.Activities.Mail.Writing;
using Trasa.Activities.Sms;
using Trasa.Crm.Messaging;
using Trasa.Engine.Outbox;
using Trasa.Host.Hosting;

namespace Trasa.Host.Channels;

/// <summary>How messages come in and go out. Sections <c>Smtp</c>, <c>Twilio</c> and <c>Messaging</c> of the configuration; without the first two, files.</summary>
internal static class ChannelRegistration
{
    public static IServiceCollection AddOutgoing(this IServiceCollection services, HostSettings settings, IConfiguration configuration)
    {
        services.Replace(ServiceDescriptor.Singleton(Messaging(settings, configuration)));
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

    /// <summary>Links in messages lead to where this host listens, unless the configuration knows a better address.</summary>
    private static MessagingOptions Messaging(HostSettings settings, IConfiguration configuration)
    {
        var options = new MessagingOptions();
        if (Uri.TryCreate(settings.Addresses.FirstOrDefault(), UriKind.Absolute, out var address) && address is { IsLoopback: true, Port: > 0 }) options.PublicAddress = address;
        configuration.GetSection("Messaging").Bind(options);
        return options;
    }

    public static IServiceCollection AddIncoming(this IServiceCollection services, HostSettings settings)
    {
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<MailFolder>(provider, Path.Combine(settings.DataFolder, "mail", "in")));
        return services;
    }
}
