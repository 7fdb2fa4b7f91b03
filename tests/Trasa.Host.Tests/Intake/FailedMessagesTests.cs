using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Trasa.Activities.Mail.Writing;
using Trasa.Crm.Cases;
using Trasa.Crm.Intake;
using Trasa.Crm.Records;
using Trasa.Crm.Scenarios;
using Trasa.Engine;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Engine.Hosting;
using Trasa.Engine.Instances;
using Trasa.Engine.Stores;
using Trasa.Host.Hosting;
using Trasa.TestKit.Databases;

namespace Trasa.Host.Tests.Intake;

/// <summary>A message that makes a step of the case desk fail lies in quarantine until it is run again, and makes one case.</summary>
public abstract class FailedMessagesTests(DatabaseKind kind) : IAsyncLifetime
{
    private static readonly Actor s_dispatcher = new(null, "Bogdan Matei");

    private static readonly byte[] s_mail = Encoding.UTF8.GetBytes(
        "From: Mihai Ionescu <mihai.ionescu@carpati.example>\r\nTo: support@trasa.example\r\nSubject: Report\r\nMessage-ID: <report@carpati.example>\r\n\r\nHello, the report in the portal shows an error since this morning.\r\n");

    private readonly string _folder = Directory.CreateTempSubdirectory("trasa-failed-").FullName;
    private TestDatabase? _database;
    private ServiceProvider? _services;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Quarantine Quarantine => Get<Quarantine>();

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.NewAsync(kind, Cancel);
        var clock = new SimulatedTime(new DateTimeOffset(2026, 4, 24, 7, 0, 0, TimeSpan.Zero));
        _services = Rooms.Build(new HostSettings(_database.Address) { DataFolder = _folder, LogFolder = null }, clock, services => services.AddSingleton<IMailSender, CollectedMail>());
        await Get<Preparation>().MigrateAsync(Cancel);
        await Get<SampleOrganisation>().InstallOrganisationAsync(Path.Combine(SampleOrganisation.Folder()!, "organisation"), Cancel);
        await Get<SampleOrganisation>().InstallPackAsync(Path.Combine(SampleOrganisation.Folder()!, "case-desk"), Cancel);
        await Get<IWorkflowEngine>().RunDueAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_services is not null) await _services.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Message_that_is_refused_again_stays_the_same_entry_with_the_name_of_where_it_came_from()
    {
        await Get<MailIntake>().AcceptAsync("Subject: No sender\r\n\r\nHello\r\n"u8.ToArray(), "inbox/odd.eml", Cancel);
        var entry = Assert.Single(await Quarantine.ListAsync(openOnly: true, 10, Cancel));

        var again = await RunAsync(entry);

        Assert.Equal(IntakeOutcome.Quarantined, again.Outcome);
        var now = Assert.Single(await Quarantine.ListAsync(openOnly: true, 10, Cancel));
        Assert.Equal((entry.Id, 2), (now.Id, now.Attempts));
        Assert.Equal("inbox/odd.eml", now.Source);
    }

    [Fact]
    public async Task Failed_step_goes_on_where_it_stopped_when_the_message_is_run_again()
    {
        await ChangeAsync(DefinitionKind.Decision, "R-SLA", "\"RO-Office\"", "\"RO-Later\"");
        await ReceiveAsync();

        var entry = Assert.Single(await Quarantine.ListAsync(openOnly: true, 10, Cancel));
        Assert.Contains("There is no calendar 'RO-Later'", entry.Reason, StringComparison.Ordinal);
        Assert.Contains("case-life", entry.Reason, StringComparison.Ordinal);
        Assert.Equal(s_mail, await Quarantine.ContentAsync(entry.Id, Cancel));

        var again = await RunAsync(entry);
        Assert.Equal(IntakeOutcome.Quarantined, again.Outcome);
        Assert.Equal(2, Assert.Single(await Quarantine.ListAsync(openOnly: true, 10, Cancel)).Attempts);

        await PublishCalendarAsync("RO-Later");
        Assert.Equal(IntakeOutcome.Accepted, (await RunAsync(entry)).Outcome);
        Assert.Equal(IntakeOutcome.Known, (await RunAsync(entry)).Outcome);

        Assert.Empty(await Quarantine.ListAsync(openOnly: true, 10, Cancel));
        var one = Assert.Single(await CasesAsync());
        Assert.NotNull(one["resolutionDueAt"]);
        Assert.Equal("Offered", one.Text("status"));
        Assert.Equal(0, (await Get<IInstanceQueries>().OpenIncidentsAsync(null, 0, 10, Cancel)).Total);
    }

    [Fact]
    public async Task Message_starts_again_with_the_corrected_workflow_when_nothing_was_done_yet()
    {
        await ChangeAsync(DefinitionKind.Workflow, "mail-intake", "\"R-MAILBOX\"", "\"R-MISSING\"");
        await ReceiveAsync();

        var entry = Assert.Single(await Quarantine.ListAsync(openOnly: true, 10, Cancel));
        Assert.Contains("R-MISSING", entry.Reason, StringComparison.Ordinal);
        Assert.Empty(await CasesAsync());

        await ChangeAsync(DefinitionKind.Workflow, "mail-intake", "\"R-MISSING\"", "\"R-MAILBOX\"");
        Assert.Equal(IntakeOutcome.Accepted, (await RunAsync(entry)).Outcome);

        Assert.Empty(await Quarantine.ListAsync(openOnly: true, 10, Cancel));
        Assert.Equal("Offered", Assert.Single(await CasesAsync()).Text("status"));
    }

    [Fact]
    public async Task Report_of_a_message_that_is_stuck_says_why()
    {
        await ChangeAsync(DefinitionKind.Workflow, "mail-intake", "\"R-MAILBOX\"", "\"R-MISSING\"");
        await ReceiveAsync();
        var entry = Assert.Single(await Quarantine.ListAsync(openOnly: true, 10, Cancel));

        var report = await Get<CaseReport>().OfMessageAsync(entry.MessageId!.Value, Cancel);

        Assert.Equal(nameof(IntakeOutcome.Quarantined), report["outcome"]);
        Assert.Equal(entry.Reason, report["reason"]);
    }

    [Fact]
    public async Task Message_whose_workflow_cannot_even_begin_is_run_again_when_it_can()
    {
        // No state may be as small as that: the burst fails as a whole.
        var options = Get<IOptions<EngineOptions>>().Value;
        var usual = options.StateSize;
        options.StateSize = 1;
        await ReceiveAsync();
        for (var attempt = 0; attempt < 3; attempt++)
        {
            ((SimulatedTime)Get<TimeProvider>()).Advance(TimeSpan.FromMinutes(1));
            await Get<IWorkflowEngine>().RunDueAsync(Cancel);
        }

        var entry = Assert.Single(await Quarantine.ListAsync(openOnly: true, 10, Cancel));
        Assert.Contains("could not begin", entry.Reason, StringComparison.Ordinal);
        Assert.Equal(s_mail, await Quarantine.ContentAsync(entry.Id, Cancel));
        Assert.Single(await Get<IWorkQueue>().ParkedAsync(10, Cancel));

        options.StateSize = usual;
        Assert.Equal(IntakeOutcome.Accepted, (await RunAsync(entry)).Outcome);

        Assert.Empty(await Quarantine.ListAsync(openOnly: true, 10, Cancel));
        Assert.Empty(await Get<IWorkQueue>().ParkedAsync(10, Cancel));
        Assert.Equal("Offered", Assert.Single(await CasesAsync()).Text("status"));
    }

    [Fact]
    public async Task Later_failure_of_a_case_is_no_matter_of_its_first_message()
    {
        await ReceiveAsync();
        await ChangeAsync(DefinitionKind.Decision, "R-SLA", "\"RO-Office\"", "\"RO-Later\"");
        await Get<IWorkflowEngine>().RunDueAsync(Cancel);

        Assert.NotEqual(0, (await Get<IInstanceQueries>().OpenIncidentsAsync(null, 0, 10, Cancel)).Total);
        Assert.Empty(await Quarantine.ListAsync(openOnly: true, 10, Cancel));
    }

    private async Task ReceiveAsync()
    {
        Assert.Equal(IntakeOutcome.Accepted, (await Get<MailIntake>().AcceptAsync(s_mail, "report.eml", Cancel)).Outcome);
        await Get<IWorkflowEngine>().RunDueAsync(Cancel);
    }

    private async Task<IntakeResult> RunAsync(QuarantinedMessage entry)
    {
        var result = await Get<QuarantineRerun>().RunAsync(entry.Id, s_dispatcher, Cancel);
        await Get<IWorkflowEngine>().RunDueAsync(Cancel);
        return result!;
    }

    private async Task ChangeAsync(DefinitionKind what, string key, string old, string changed)
    {
        var latest = await Get<IDefinitionStore>().FindAsync(what, key, null, Cancel);
        Assert.Contains(old, latest!.Content, StringComparison.Ordinal);
        await Get<IDefinitionStore>().PublishAsync(new(what, key, latest.Name, latest.Content.Replace(old, changed, StringComparison.Ordinal)), "test", null, Cancel);
    }

    private async Task PublishCalendarAsync(string key)
    {
        var office = await Get<IDefinitionStore>().FindAsync(DefinitionKind.Calendar, "RO-Office", null, Cancel);
        await Get<IDefinitionStore>().PublishAsync(new(DefinitionKind.Calendar, key, key, office!.Content.Replace("RO-Office", key, StringComparison.Ordinal)), "test", null, Cancel);
    }

    private async Task<IReadOnlyList<Crm.Records.Record>> CasesAsync() =>
        (await Get<IRecords>().QueryAsync(null, new("case"), Actor.System, Cancel)).Records;

    private T Get<T>()
        where T : notnull => _services!.GetRequiredService<T>();
}

public sealed class SqliteFailedMessagesTests() : FailedMessagesTests(DatabaseKind.Sqlite);

public sealed class PostgresFailedMessagesTests() : FailedMessagesTests(DatabaseKind.PostgreSql);
