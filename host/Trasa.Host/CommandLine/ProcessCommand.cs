using System.Text.Encodings.Web;
using System.Text.Json;
using Trasa.Crm.Cases;
using Trasa.Crm.Intake;
using Trasa.Engine.Hosting;
using Trasa.Engine.Stores;
using Trasa.Host.Hosting;

namespace Trasa.Host.CommandLine;

/// <summary>Runs real messages through the mail-to-case process once and prints what became of each.</summary>
internal sealed class ProcessCommand : ICommand
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Name => "process";

    public string Usage => "MAIL.eml... [--database D]";

    public string Summary => "Runs messages through the mail-to-case process once and prints the cases as JSON.";

    public async Task<int> RunAsync(string[] args, TextWriter output, CancellationToken cancellationToken)
    {
        var arguments = CommandArguments.Parse(args, ["database"], most: 10_000);
        if (arguments.Words.Count == 0) throw new CommandLineException("Name at least one message file.");
        if (arguments.Words.FirstOrDefault(file => !File.Exists(file)) is { } missing) throw new CommandLineException($"There is no file {missing}.");
        var address = DatabaseAddress.Parse(arguments.Database(HostSettings.DefaultDatabase));
        await using var services = Rooms.Build(new HostSettings(address) { WithSampleOrganisation = true, LogFolder = null });
        await services.GetRequiredService<Preparation>().RunAsync(cancellationToken);
        var taken = await TakeAsync(services.GetRequiredService<MailIntake>(), services.GetRequiredService<IWorkflowEngine>(), arguments.Words, cancellationToken);
        var reports = new List<Dictionary<string, object?>>();
        foreach (var (file, result) in taken) reports.Add(await ReportAsync(services.GetRequiredService<CaseReport>(), file, result, cancellationToken));
        await output.WriteLineAsync(JsonSerializer.Serialize(reports, Readable).AsMemory(), cancellationToken);
        return 0;
    }

    private static async Task<List<(string File, IntakeResult Result)>> TakeAsync(MailIntake intake, IWorkflowEngine engine, IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        var taken = new List<(string, IntakeResult)>();
        foreach (var file in files)
        {
            taken.Add((file, await intake.AcceptAsync(await File.ReadAllBytesAsync(file, cancellationToken), Path.GetFileName(file), cancellationToken)));
            await engine.RunDueAsync(cancellationToken);
        }

        return taken;
    }

    private static async Task<Dictionary<string, object?>> ReportAsync(CaseReport report, string file, IntakeResult result, CancellationToken cancellationToken)
    {
        var entry = new Dictionary<string, object?> { ["file"] = file, ["outcome"] = result.Outcome.ToString() };
        if (result.Outcome == IntakeOutcome.Quarantined) entry["reason"] = result.Reason;
        else foreach (var (name, value) in await report.OfMessageAsync(result.Id, cancellationToken)) entry[name] = value;
        return entry;
    }
}
