using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Trasa.Crm.Messaging;
using Trasa.Engine.Stores;
using Trasa.Host.Channels;
using Trasa.Host.Hosting;

namespace Trasa.Host.Tests.Hosting;

public sealed class MessagingOptionsTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5950", null, "http://127.0.0.1:5950/")]
    [InlineData("http://0.0.0.0:8080", null, "http://127.0.0.1:5080/")]
    [InlineData("http://0.0.0.0:8080", "https://desk.example/", "https://desk.example/")]
    public void Links_in_messages_lead_to_where_people_find_the_host(string listens, string? configured, string expected)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Messaging:SupportName", "Desk")]).Build();
        if (configured is not null) configuration["Messaging:PublicAddress"] = configured;
        var settings = new HostSettings(new(DatabaseKind.Sqlite, ":memory:")) { Urls = listens };

        using var services = new ServiceCollection().AddOutgoing(settings, configuration).BuildServiceProvider();

        var options = services.GetRequiredService<MessagingOptions>();
        Assert.Equal(expected, options.PublicAddress.ToString());
        Assert.Equal("Desk", options.SupportName);
    }
}
