using System.Globalization;
using System.Text.Json.Nodes;
using Trasa.Crm.PublicForms;

namespace Trasa.Crm.Scenarios.Steps;

/// <summary>
/// A stranger sends a public form: <c>{ "form": { "key", "values": { }, "page", "times", "twice": true, "outcome": "Accepted" } }</c>.
/// <c>times</c> opens and sends it so often, <c>twice</c> sends the same page twice. The outcome, of the last one, is Accepted when not given.
/// </summary>
internal sealed class FormStep(FormIntake intake) : IScenarioStep
{
    public string Key => "form";

    public async Task RunAsync(ScenarioWorld world, JsonNode arguments, CancellationToken cancellationToken)
    {
        var form = await intake.FindAsync(arguments.Text("key"), cancellationToken).ConfigureAwait(false) ?? throw new ScenarioInvalidException($"There is no public form '{arguments.Text("key")}'.");
        var values = arguments.Object("values").ToDictionary(value => value.Key, value => Text(value.Value), StringComparer.Ordinal);
        FormReceipt? answer = null;
        for (var sent = 0; sent < (arguments.Number("times") ?? 1); sent++)
        {
            var ticket = arguments.TextOrNull("ticket") ?? await intake.TicketAsync(form, cancellationToken).ConfigureAwait(false);
            answer = await intake.AcceptAsync(form, values, ticket, arguments.TextOrNull("page"), cancellationToken).ConfigureAwait(false);
            if (arguments["twice"] is not null) answer = await intake.AcceptAsync(form, values, ticket, arguments.TextOrNull("page"), cancellationToken).ConfigureAwait(false);
        }

        await world.RunAsync(cancellationToken).ConfigureAwait(false);
        var expected = arguments.TextOrNull("outcome") ?? nameof(FormOutcome.Accepted);
        if (answer?.Outcome.ToString() != expected)
            throw new ScenarioFailedException($"the form was {answer?.Outcome}, expected {expected}: {string.Join("; ", answer?.Problems.Select(problem => problem.Message) ?? [])}");
    }

    private static string? Text(JsonNode? value) => value is JsonValue scalar && scalar.TryGetValue<decimal>(out var number) ? number.ToString(CultureInfo.InvariantCulture) : value?.ToString();
}
