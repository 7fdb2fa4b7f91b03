using System.Text.Json.Nodes;
using Trasa.Activities.Mail.Writing;

namespace Trasa.Crm.Scenarios.Steps;

/// <summary>
/// What the server of an address says to mail from now on: <c>{ "mailServer": { "of": "address", "says": "550 5.1.1 No such user" } }</c>;
/// 5xx is for good, 4xx for now, and without <c>says</c> it takes mail again.
/// </summary>
internal sealed class MailServerStep(IMailSender sender) : IScenarioStep
{
    public string Key => "mailServer";

    public Task RunAsync(ScenarioWorld world, JsonNode arguments, CancellationToken cancellationToken)
    {
        var says = arguments.TextOrNull("says");
        if (says is not (null or ['4' or '5', ..])) throw new ScenarioInvalidException($"'{says}' is no refusal of a server; it begins with 4 or 5.");
        (sender as CollectedMail ?? throw new ScenarioInvalidException("Mail is not collected in this world.")).Answer(arguments.Text("of"), says);
        return Task.CompletedTask;
    }
}
