using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Trasa.Activities.Mail.Writing;
using Trasa.Crm.Intake;
using Trasa.Crm.Scenarios;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;
using Trasa.Host.Channels;
using Trasa.Host.Hosting;
using Trasa.TestKit.Databases;

namespace Trasa.Host.Tests.Intake;

public sealed class MailFolderTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trasa-mails-").FullName;

    // Files that are written now have rested by then.
    private readonly SimulatedTime _clock = new(TimeProvider.System.GetUtcNow().AddHours(1));
    private readonly TestDatabase _database = TestDatabase.NewSqlite();
    private ServiceProvider? _services;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Inbox => Path.Combine(_folder, "in");

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Inbox);
        _services = Rooms.Build(new HostSettings(_database.Address) { DataFolder = _folder, LogFolder = null }, _clock, services => services.AddSingleton<IMailSender, CollectedMail>());
        await _services.GetRequiredService<Preparation>().MigrateAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null) await _services.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task File_that_cannot_be_read_holds_up_no_other_and_is_put_aside_with_the_reason()
    {
        File.CreateSymbolicLink(Path.Combine(Inbox, "a-dangling.eml"), Path.Combine(_folder, "nowhere"));
        await File.WriteAllTextAsync(Path.Combine(Inbox, "b-good.eml"), "From: anna.keller@nordwind.example\r\nSubject: Map\r\nMessage-ID: <map@nordwind.example>\r\n\r\nThe map is empty.\r\n", Cancel);
        using var folder = new MailFolder(Inbox, Get<MailIntake>(), Get<Quarantine>(), _clock, NullLogger<MailFolder>.Instance);

        await folder.TakeAllAsync(Cancel);
        Assert.Equal(["b-good.eml"], Names("done"));
        Assert.Equal(["a-dangling.eml"], Names("."));
        Assert.Empty(await Get<Quarantine>().ListAsync(openOnly: true, 10, Cancel));

        for (var attempt = 1; attempt < MailFolder.MostAttempts; attempt++) await folder.TakeAllAsync(Cancel);
        Assert.Equal(["a-dangling.eml"], Names("failed"));
        Assert.Empty(Names("."));
        var entry = Assert.Single(await Get<Quarantine>().ListAsync(openOnly: true, 10, Cancel));
        Assert.Equal("a-dangling.eml", entry.Source);
        Assert.Contains("a-dangling.eml could not be taken in", entry.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_put_aside_leaves_an_earlier_one_of_its_name_and_waits_for_its_entry_in_quarantine()
    {
        File.CreateSymbolicLink(Path.Combine(Inbox, "a.eml"), Path.Combine(_folder, "nowhere"));
        Directory.CreateDirectory(Path.Combine(Inbox, "failed"));
        await File.WriteAllTextAsync(Path.Combine(Inbox, "failed", "a.eml"), "earlier", Cancel);
        using var folder = new MailFolder(Inbox, Get<MailIntake>(), Get<Quarantine>(), _clock, NullLogger<MailFolder>.Instance);
        for (var attempt = 1; attempt < MailFolder.MostAttempts; attempt++) await folder.TakeAllAsync(Cancel);

        await ExecuteAsync("alter table quarantine rename to quarantine_away");
        for (var attempt = 0; attempt < 2; attempt++) await Assert.ThrowsAnyAsync<DbException>(() => folder.TakeAllAsync(Cancel));
        Assert.Equal(["a.eml"], Names("."));

        await ExecuteAsync("alter table quarantine_away rename to quarantine");
        await folder.TakeAllAsync(Cancel);
        Assert.Equal(["a-2.eml", "a.eml"], Names("failed").Order(StringComparer.Ordinal));
        Assert.Equal("earlier", await File.ReadAllTextAsync(Path.Combine(Inbox, "failed", "a.eml"), Cancel));
        Assert.Single(await Get<Quarantine>().ListAsync(openOnly: true, 10, Cancel));
    }

    private async Task ExecuteAsync(string statement)
    {
        await using var work = await Get<IDatabase>().BeginAsync(Cancel);
        await work.Command(statement).ExecuteAsync(Cancel);
        await work.CommitAsync(Cancel);
    }

    private IEnumerable<string> Names(string place) => Directory.GetFiles(Path.Combine(Inbox, place), "*.eml").Select(file => Path.GetFileName(file));

    private T Get<T>()
        where T : notnull => _services!.GetRequiredService<T>();
}
