using Trasa.Engine.Stores;
using Trasa.TestKit.Databases;

namespace Trasa.Host.Tests.CommandLine;

/// <summary>A whole host with the case desk, killed while mail comes in: every mail becomes one case, with its timers.</summary>
public sealed class KilledHostTests
{
    private const int Mails = 200;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Every_mail_becomes_one_case_with_its_timers(DatabaseKind kind)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.NewAsync(kind, cancellationToken);
        await using var desk = await CaseDesk.OpenAsync(database.Address, cancellationToken);
        desk.Post(Mails);

        foreach (var taken in (int[])[Mails / 4, Mails * 2 / 3])
        {
            desk.Start();
            await desk.UntilAsync(() => Task.FromResult(desk.Taken >= taken), cancellationToken);
            desk.Kill();
        }

        var takenBeforeTheLastStart = desk.Taken;
        desk.Start();
        await desk.UntilAsync(() => desk.IsIdleAsync(Mails, cancellationToken), cancellationToken);

        Assert.InRange(takenBeforeTheLastStart, 1, Mails - 1);
        Assert.Empty(await desk.FlawsAsync(Mails, cancellationToken));
    }
}
