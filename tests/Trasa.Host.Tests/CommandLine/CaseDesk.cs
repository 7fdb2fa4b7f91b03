using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Trasa.Engine.Stores;
using Trasa.Host.CommandLine;
using Trasa.Host.Hosting;

namespace Trasa.Host.Tests.CommandLine;

/// <summary>The host as a process in a folder of its own, with the sample organisation and its case desk but without its mail.</summary>
internal sealed class CaseDesk : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    private static readonly string[] s_domains = ["nordwind.example", "carpati.example", "balticfoods.example", "volgatrade.example"];

    private readonly string _folder = Directory.CreateTempSubdirectory("trasa-desk-").FullName;
    private readonly DatabaseAddress _address;
    private readonly ServiceProvider _services;
    private Process? _host;

    private CaseDesk(DatabaseAddress address)
    {
        _address = address;
        _services = Rooms.Build(new HostSettings(address) { DataFolder = Path.Combine(_folder, "data"), LogFolder = null });
    }

    /// <summary>How many mails were read and moved away.</summary>
    public int Taken => Directory.Exists(Path.Combine(Inbox, "done")) ? Directory.GetFiles(Path.Combine(Inbox, "done")).Length : 0;

    private string Inbox => Path.Combine(_folder, "data", "mail", "in");

    public static async Task<CaseDesk> OpenAsync(DatabaseAddress address, CancellationToken cancellationToken)
    {
        var desk = new CaseDesk(address);
        var samples = SampleOrganisation.Folder()!;
        await desk._services.GetRequiredService<Preparation>().MigrateAsync(cancellationToken);
        var organisation = desk._services.GetRequiredService<SampleOrganisation>();
        await organisation.InstallOrganisationAsync(Path.Combine(samples, "organisation"), cancellationToken);
        await organisation.InstallPackAsync(Path.Combine(samples, "case-desk"), cancellationToken);
        return desk;
    }

    /// <summary>Puts mails of known customers into the mail folder, each about something else and of somebody else: nobody is confirmed more than a few mails an hour.</summary>
    public void Post(int mails)
    {
        Directory.CreateDirectory(Inbox);
        for (var number = 1; number <= mails; number++)
        {
            File.WriteAllText(Path.Combine(Inbox, $"{number:D4}.eml"), string.Create(CultureInfo.InvariantCulture, $"""
                From: driver{number:D4}@{s_domains[number % s_domains.Length]}
                To: support@trasa.example
                Subject: Vehicle {number:D4} is missing on the map
                Date: Mon, 2 Nov 2026 08:12:33 +0100
                Message-ID: <vehicle-{number}@customers.example>
                Content-Type: text/plain; charset=utf-8

                Hello, vehicle {number:D4} has not been on the map since this morning. Could you look into it, please?
                """).ReplaceLineEndings("\r\n"));
        }
    }

    public void Start()
    {
        var database = _address.Kind == DatabaseKind.Sqlite ? "sqlite:" + _address.Value : _address.Value;
        _host = Process.Start(new ProcessStartInfo("dotnet", [typeof(ServeCommand).Assembly.Location, "serve", "--urls", "http://127.0.0.1:0", "--database", database]) { WorkingDirectory = _folder });
    }

    /// <summary>SIGKILL: the process gets no chance to tidy up.</summary>
    public void Kill()
    {
        if (_host is not { } host) return;
        host.Kill();
        host.WaitForExit();
        host.Dispose();
        _host = null;
    }

    public async Task UntilAsync(Func<Task<bool>> condition, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.False(_host!.HasExited, "The host has ended by itself.");
            Assert.True(Stopwatch.GetElapsedTime(started) < s_patience, $"Nothing more happens: {Taken} mails taken, {string.Join("; ", await FlawsAsync(Taken, cancellationToken))}");
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
        }
    }

    /// <summary>Whether every mail is taken and nothing is left to do now.</summary>
    public async Task<bool> IsIdleAsync(int mails, CancellationToken cancellationToken) =>
        Taken == mails && await DueAsync(cancellationToken) == 0;

    /// <summary>Everything that a host without kills would not have left behind.</summary>
    public async Task<IReadOnlyList<string>> FlawsAsync(int mails, CancellationToken cancellationToken)
    {
        (string What, long Expected, string Sql)[] expectations =
        [
            ("messages", mails, "select count(*) from rec_message where direction = 'in'"),
            ("cases", mails, "select count(*) from rec_case"),
            ("subjects", mails, "select count(distinct subject) from rec_case"),
            ("lives of cases", mails, "select count(*) from workflow_instance where definition_key = 'case-life' and finished_at is null"),
            ("confirmations", mails, "select count(*) from rec_message where direction = 'out'"),
            ("confirmed cases", mails, """select count(distinct "case") from rec_message where direction = 'out'"""),
            ("clocks", 2 * mails, "select count(*) from sla_clock where ended_at is null"),
            ("kinds of clocks", 2 * mails, "select count(*) from (select distinct subject, target from sla_clock) x"),
            ("ladders", 2 * mails, "select count(*) from workflow_instance where definition_key = 'sla-ladder' and finished_at is null"),
            ("timers", 2 * mails, "select count(*) from bookmark b join workflow_instance i on i.id = b.instance_id where i.definition_key = 'sla-ladder' and b.due is not null"),
            ("ladders with a timer", 2 * mails, "select count(distinct b.instance_id) from bookmark b join workflow_instance i on i.id = b.instance_id where i.definition_key = 'sla-ladder' and b.due is not null"),
            ("open incidents", 0, "select count(*) from incident where resolved_at is null"),
            ("parked bookmarks", 0, "select count(*) from bookmark where parked"),
            ("messages in quarantine", 0, "select count(*) from quarantine"),
            ("work that is due", 0, DueWork),
        ];
        var flaws = new List<string>();
        foreach (var (what, expected, sql) in expectations)
            if (await CountAsync(sql, cancellationToken) is var found && found != expected) flaws.Add($"{what}: {found} instead of {expected}");
        return flaws;
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private const string DueWork = """
        select (select count(*) from stimulus where state = 'Ready' and due_at <= @now)
             + (select count(*) from outbox where state = 'Ready' and due_at <= @now)
             + (select count(*) from bookmark where not parked and due <= @now)
        """;

    private Task<long> DueAsync(CancellationToken cancellationToken) => CountAsync(DueWork, cancellationToken);

    private async Task<long> CountAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = await _services.GetRequiredService<IDatabase>().OpenAsync(cancellationToken);
        var now = _services.GetRequiredService<TimeProvider>().GetUtcNow();
        return Convert.ToInt64(await connection.Command(sql, ("now", now)).ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }
}
