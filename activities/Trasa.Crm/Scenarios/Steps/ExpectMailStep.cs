using System.Text.Json.Nodes;
using Trasa.Activities.Mail.Writing;

namespace Trasa.Crm.Scenarios.Steps;

/// <summary>
/// <c>{ "expectMail": { "to": "address", "subject": "words in it", "text": "words in it", "file": "name", "count", "since": "time" } }</c>: how
/// many mails have left, one by default. <c>since</c> leaves out those of before.
/// </summary>
internal sealed class ExpectMailStep(IMailSender sender) : IScenarioStep
{
    public string Key => "expectMail";

    public Task RunAsync(ScenarioWorld world, JsonNode arguments, CancellationToken cancellationToken)
    {
        var since = arguments.TextOrNull("since") is { } time ? world.Instant(time) : DateTimeOffset.MinValue;
        var sent = (sender as CollectedMail ?? throw new ScenarioInvalidException("Mail is not collected in this world.")).Sent.Where(mail => mail.Date >= since).ToList();
        var fitting = sent.Count(mail =>
            (arguments.TextOrNull("to") is not { } to || mail.To.Any(address => string.Equals(address.Address, to, StringComparison.OrdinalIgnoreCase)))
            && Holds(arguments.TextOrNull("subject"), mail.Subject)
            && Holds(arguments.TextOrNull("text"), mail.Text)
            && (arguments.TextOrNull("file") is not { } file || mail.Attachments.Any(attached => attached.Name == file)));
        var expected = arguments.Number("count") ?? 1;
        if (fitting != expected)
            throw new ScenarioFailedException($"expected {expected} such mails, found {fitting} among {string.Join("; ", sent.Select(mail => $"{string.Join(",", mail.To.Select(to => to.Address))}: {mail.Subject}"))}");
        return Task.CompletedTask;
    }

    private static bool Holds(string? words, string text) => words is null || text.Contains(words, StringComparison.OrdinalIgnoreCase);
}
