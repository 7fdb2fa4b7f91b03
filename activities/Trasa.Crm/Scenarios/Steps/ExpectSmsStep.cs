using System.Text.Json.Nodes;
using Trasa.Engine.Outbox;

namespace Trasa.Crm.Scenarios.Steps;

/// <summary><c>{ "expectSms": { "to": "number", "text": "words in it", "count" } }</c>: how many text messages have left, one by default.</summary>
internal sealed class ExpectSmsStep(IEnumerable<IOutboxChannel> channels) : IScenarioStep
{
    public string Key => "expectSms";

    public Task RunAsync(ScenarioWorld world, JsonNode arguments, CancellationToken cancellationToken)
    {
        var sent = (channels.OfType<CollectedSms>().FirstOrDefault() ?? throw new ScenarioInvalidException("Text messages are not collected in this world.")).Sent;
        var (to, words) = (arguments.TextOrNull("to"), arguments.TextOrNull("text") ?? "");
        var fitting = sent.Count(sms => (to is null || sms.Message.To == to) && sms.Message.Text.Contains(words, StringComparison.OrdinalIgnoreCase));
        var expected = arguments.Number("count") ?? 1;
        return fitting == expected
            ? Task.CompletedTask
            : throw new ScenarioFailedException($"expected {expected} such text messages, found {fitting} among {string.Join("; ", sent.Select(sms => $"{sms.Message.To}: {sms.Message.Text}"))}");
    }
}
