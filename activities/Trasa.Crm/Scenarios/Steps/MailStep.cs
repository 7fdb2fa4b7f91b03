using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Trasa.Crm.Intake;
using Trasa.Crm.Messaging;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;

namespace Trasa.Crm.Scenarios.Steps;

/// <summary>
/// A mail arrives: <c>{ "mail": { "from", "name", "subject", "text", "answers": { find }, "type": "claim", "headers": { } } }</c>. With
/// <c>answers</c> it answers the last mail that was sent about the record of that type, a case when none is named.
/// </summary>
internal sealed class MailStep(MailIntake intake, IIdentifiers identifiers) : IScenarioStep
{
    public string Key => "mail";

    public async Task RunAsync(ScenarioWorld world, JsonNode arguments, CancellationToken cancellationToken)
    {
        var answered = arguments.ObjectOrNull("answers") is { } find ? await LastSentAsync(world, arguments.TextOrNull("type") ?? "case", find, cancellationToken).ConfigureAwait(false) : null;
        var result = await intake.AcceptAsync(Encoding.UTF8.GetBytes(Message(world, arguments, answered)), "scenario", cancellationToken).ConfigureAwait(false);
        if (result.Outcome == IntakeOutcome.Quarantined && arguments["quarantined"] is null)
            throw new ScenarioFailedException($"The mail went to quarantine: {result.Reason}");
        await world.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    private string Message(ScenarioWorld world, JsonNode arguments, string? answered)
    {
        var mail = new StringBuilder();
        var from = arguments.Text("from");
        mail.Append(CultureInfo.InvariantCulture, $"From: {Encoded(arguments.TextOrNull("name"))} <{from}>\r\n");
        mail.Append(CultureInfo.InvariantCulture, $"To: {arguments.TextOrNull("to") ?? "support@trasa.example"}\r\n");
        mail.Append(CultureInfo.InvariantCulture, $"Subject: {Encoded(arguments.Text("subject"))}\r\n");
        mail.Append(CultureInfo.InvariantCulture, $"Date: {world.Clock.GetUtcNow().ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture)}\r\n");
        mail.Append(CultureInfo.InvariantCulture, $"Message-ID: <{arguments.TextOrNull("id") ?? $"{identifiers.Next():N}@{from.Split('@')[^1]}"}>\r\n");
        if (answered is not null) mail.Append(CultureInfo.InvariantCulture, $"In-Reply-To: <{answered}>\r\nReferences: <{answered}>\r\n");
        foreach (var (name, value) in arguments.ObjectOrNull("headers") ?? []) mail.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        mail.Append(CultureInfo.InvariantCulture, $"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{arguments.Text("text")}\r\n");
        return mail.ToString();
    }

    private static string Encoded(string? text) => $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(text ?? ""))}?=";

    private static async Task<string> LastSentAsync(ScenarioWorld world, string type, JsonObject find, CancellationToken cancellationToken)
    {
        var about = await world.OneAsync(type, find, cancellationToken).ConfigureAwait(false);
        var query = new RecordQuery("message", [MessageFiling.Condition(about.Reference), new("direction", FieldOperator.Equal, "out")], OrderBy: ["-createdAt"], Take: 1);
        var page = await world.Records.QueryAsync(null, query, Actor.System, cancellationToken).ConfigureAwait(false);
        return page.Records is [var sent] ? sent.Text("messageId")! : throw new ScenarioFailedException($"Nothing was sent about {about.Text("number")} yet.");
    }
}
