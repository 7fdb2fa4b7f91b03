using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Trasa.Activities.Mail.Writing;
using Trasa.Crm.Intake;
using Trasa.Crm.Mailings;
using Trasa.Crm.Sealing;
using Trasa.Engine.Doors;
using Trasa.Engine.Outbox;

namespace Trasa.Crm.Scenarios.Steps;

/// <summary>
/// Somebody reads the last mail that they got: <c>{ "reader": { "of": "address", "do": "click", "link": 0, "subject": "words in it", "text" } }</c>,
/// or the last text message, when <c>of</c> is a number. What can be done: open, click, stop, reply, bounce, forge (a link with
/// another seal, which must be refused), answer (press the button behind a link to answer with); a text message can be clicked, stopped and forged.
/// </summary>
internal sealed partial class ReaderStep(IMailSender sender, IEnumerable<IOutboxChannel> channels, Reactions reactions, AnswerLinks answers, MailIntake intake, IIdentifiers identifiers) : IScenarioStep
{
    public string Key => "reader";

    public async Task RunAsync(ScenarioWorld world, JsonNode arguments, CancellationToken cancellationToken)
    {
        var mail = arguments.Text("of").StartsWith('+') ? LastSms(arguments.Text("of")) : Last(arguments);
        switch (arguments.Text("do"))
        {
            case "open": await FollowAsync(Token(Picture(), mail.Html ?? "", 0), true, cancellationToken).ConfigureAwait(false); break;
            case "click": await FollowAsync(Token(Link(), mail.Text, arguments.Number("link") ?? 0), true, cancellationToken).ConfigureAwait(false); break;
            case "forge": await FollowAsync(Forged(Token(Link(), mail.Text, 0)), false, cancellationToken).ConfigureAwait(false); break;
            case "stop": await StopAsync(Token(Stop(), mail.Text, 0), cancellationToken).ConfigureAwait(false); break;
            case "answer": await AnswerAsync(Token(Answer(), mail.Text, 0), cancellationToken).ConfigureAwait(false); break;
            case "reply": await ArriveAsync(Reply(world, mail, arguments), cancellationToken).ConfigureAwait(false); break;
            case "bounce": await ArriveAsync(Bounce(world, mail), cancellationToken).ConfigureAwait(false); break;
            case var other: throw new ScenarioInvalidException($"Nobody can '{other}' a mail; there are open, click, stop, reply, bounce, forge and answer.");
        }

        await world.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    private OutgoingMail Last(JsonNode arguments)
    {
        var (address, subject) = (arguments.Text("of"), arguments.TextOrNull("subject") ?? "");
        return (sender as CollectedMail ?? throw new ScenarioInvalidException("Mail is not collected in this world.")).Sent
            .LastOrDefault(mail => mail.To.Any(to => string.Equals(to.Address, address, StringComparison.OrdinalIgnoreCase)) && mail.Subject.Contains(subject, StringComparison.OrdinalIgnoreCase))
            ?? throw new ScenarioFailedException($"{address} has got no mail '{subject}'.");
    }

    private OutgoingMail LastSms(string number)
    {
        var sms = channels.OfType<CollectedSms>().SelectMany(channel => channel.Sent).LastOrDefault(sms => sms.Message.To == number).Message
            ?? throw new ScenarioFailedException($"{number} has got no text message.");
        return new() { IdempotencyKey = "", MessageId = "", From = new("", ""), To = [new("", number)], Subject = "", Text = sms.Text, Date = DateTimeOffset.UnixEpoch };
    }

    private async Task FollowAsync(string token, bool known, CancellationToken cancellationToken)
    {
        var answer = await reactions.FollowAsync(token, cancellationToken).ConfigureAwait(false);
        if (answer.IsKnown != known) throw new ScenarioFailedException(known ? "the link was not known." : "the forged link was taken for one of ours.");
    }

    private async Task StopAsync(string token, CancellationToken cancellationToken)
    {
        if (!await reactions.StopAsync(token, cancellationToken).ConfigureAwait(false)) throw new ScenarioFailedException("the link to stop was not known.");
    }

    private async Task AnswerAsync(string token, CancellationToken cancellationToken)
    {
        if (await answers.QuestionAsync(token, cancellationToken).ConfigureAwait(false) is null || !await answers.GiveAsync(token, cancellationToken).ConfigureAwait(false))
            throw new ScenarioFailedException("the link to answer with was not known.");
    }

    private async Task ArriveAsync(string message, CancellationToken cancellationToken)
    {
        var result = await intake.AcceptAsync(Encoding.UTF8.GetBytes(message.ReplaceLineEndings("\r\n")), "scenario", cancellationToken).ConfigureAwait(false);
        if (result.Outcome == IntakeOutcome.Quarantined) throw new ScenarioFailedException($"The mail went to quarantine: {result.Reason}");
    }

    private string Reply(ScenarioWorld world, OutgoingMail mail, JsonNode arguments) =>
        $"""
        From: <{mail.To[0].Address}>
        To: <{mail.From.Address}>
        Subject: Re: {mail.Subject}
        Date: {world.Clock.GetUtcNow():r}
        Message-ID: <{identifiers.Next():N}@reader.example>
        In-Reply-To: <{mail.MessageId}>
        Content-Type: text/plain; charset=utf-8

        {arguments.TextOrNull("text") ?? "Please call me."}
        """;

    private string Bounce(ScenarioWorld world, OutgoingMail mail) =>
        $"""
        From: <mailer-daemon@server.example>
        To: <{mail.From.Address}>
        Subject: Undelivered mail
        Date: {world.Clock.GetUtcNow():r}
        Message-ID: <{identifiers.Next():N}@server.example>
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="b"

        --b
        Content-Type: text/plain

        The mail could not be delivered. 550 5.1.1 No such user.
        --b
        Content-Type: message/delivery-status

        Final-Recipient: rfc822; {mail.To[0].Address}
        Action: failed
        Status: 5.1.1
        --b
        Content-Type: text/rfc822-headers

        Message-ID: <{mail.MessageId}>
        --b--
        """;

    private static string Token(Regex kind, string text, int number) =>
        kind.Matches(text).Select(match => match.Groups[1].Value).Distinct().ElementAtOrDefault(number) ?? throw new ScenarioFailedException($"the mail has no such link: {text}");

    private static string Forged(string token) => token[..5] + (token[5] == 'A' ? 'B' : 'A') + token[6..];

    [GeneratedRegex(@"/t/([\w-]+)")]
    private static partial Regex Link();

    [GeneratedRegex("""<img src="[^"]*/t/([\w-]+)""")]
    private static partial Regex Picture();

    [GeneratedRegex(@"/a/([\w-]+)")]
    private static partial Regex Answer();

    [GeneratedRegex(@"/u/([\w-]+)")]
    private static partial Regex Stop();
}
