using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Trasa.Activities.Publishing;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;
using Trasa.Host.Decisions;
using Trasa.TestKit.Time;

namespace Trasa.Host.Tests.Decisions;

/// <summary>What was approved for a day comes into force on that day, without anybody at a screen.</summary>
public sealed class DuePublicationsTests(RunningHost host)
{
    private static readonly Actor Author = new(Guid.Parse("00000000-0000-0000-0000-0000000000a1"), "Author");
    private static readonly Actor Second = new(Guid.Parse("00000000-0000-0000-0000-0000000000a2"), "Second");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Approved_decision_comes_into_force_when_its_day_comes()
    {
        // The running host has a service of its own; its clock is years behind this one, so it leaves the request alone.
        var time = new ManualTime(DateTimeOffset.Parse("2090-01-02T08:00:00Z", System.Globalization.CultureInfo.InvariantCulture));
        var store = host.Services.GetRequiredService<IDefinitionStore>();
        var desk = new PublicationDesk(
            store, host.Services.GetServices<IDefinitionFormat>(), host.Services.GetServices<IPublicationCheck>(), host.Services.GetRequiredService<IDatabase>(),
            time, host.Services.GetRequiredService<IIdentifiers>(), new PublishingOptions());
        await desk.SaveAsync(new(DefinitionKind.Decision, "R-DUE", "R-DUE", File), 0, Author, Stop);
        var request = await desk.RequestAsync(DefinitionKind.Decision, "R-DUE", 1, "From tomorrow", time.GetUtcNow().AddDays(1), Author, Stop);
        await desk.ApproveAsync(request.Id, Second, null, Stop);
        using var due = new DuePublications(desk, host.Services.GetRequiredService<IDatabase>(), time, NullLogger<DuePublications>.Instance);
        await due.StartAsync(Stop);

        time.Advance(TimeSpan.FromHours(23));
        Assert.Null(await store.FindAsync(DefinitionKind.Decision, "R-DUE", null, Stop));
        while ((await desk.FindAsync(request.Id, Stop))!.State != PublicationState.Published) time.Advance(TimeSpan.FromMinutes(10));

        await due.StopAsync(Stop);
        var published = await store.FindAsync(DefinitionKind.Decision, "R-DUE", null, Stop);
        Assert.Equal((1, "Author, approved by Second", "From tomorrow"), (published!.Version, published.PublishedBy, published.Notes));
    }

    private const string File = """
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="R-DUE" namespace="https://example.org/due">
          <decision id="one" name="One"><variable name="One"/><literalExpression><text>1</text></literalExpression></decision>
        </definitions>
        """;
}
