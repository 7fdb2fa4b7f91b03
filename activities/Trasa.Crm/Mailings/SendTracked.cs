using Trasa.Crm.Activities;
using Trasa.Crm.Records;
using Trasa.Engine.Execution;
using Trasa.Model.Activities;

namespace Trasa.Crm.Mailings;

/// <summary>Writes to a contact who agreed to it, and follows what becomes of it.</summary>
internal sealed class SendTracked(MailingDesk desk) : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Trasa.SendTracked",
        Category = "Messages",
        DisplayName = "Write and follow",
        Description = "Sends a mail, text message or letter of a campaign: only to those who agreed, at most once a day, with links that tell who followed them and a way to stop.",
        Inputs =
        [
            .. ActivityInputs.AboutInputs,
            new("subject", "String", "The subject, with {{ expressions }}.", Required: true, Editor: "text"),
            new("text", "String", "The text, with {{ expressions }}; links in it are followed.", Required: true, Editor: "multiline"),
            new("channel", "String", "By mail when not given.", Editor: "dropdown", Options: [MailingChannels.Mail, MailingChannels.Sms, MailingChannels.Letter]),
            new("series", "String", "What mails that are counted together have in common."),
            new("variant", "String", "Which mail of the series it is."),
            new("extra", "Object", "More values that subject and text name."),
        ],
        Outputs = [new("message", "String", "The message, when it was sent.")],
        Outcomes = ["Sent", "Not wanted", "Written today", "No address"],
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var work = await context.WorkAsync(cancellationToken).ConfigureAwait(false);
        var mailing = new Mailing(context.About(), Given(context, "subject"), Given(context, "text"), context.Input<string>("series"), context.Input<string>("variant"), context.Dictionary("extra"))
        {
            Channel = (context.HasInput("channel") ? context.Input<string>("channel") : null) ?? MailingChannels.Mail,
        };
        try
        {
            var (outcome, message) = await desk.SendAsync(work, mailing, context.Actor, cancellationToken).ConfigureAwait(false);
            context.Output("message", message?.Id.ToString());
            context.Complete(outcome switch
            {
                MailingOutcome.Sent => "Sent",
                MailingOutcome.NotWanted => "Not wanted",
                MailingOutcome.WrittenToday => "Written today",
                MailingOutcome.NoAddress => "No address",
            });
        }
        catch (Exception problem) when (problem is MailingInvalidException or RecordInvalidException)
        {
            throw new ActivityFaultException(problem.Message, problem);
        }
    }

    private static string Given(ActivityContext context, string input) =>
        context.Input<string>(input) is { Length: > 0 } text ? text : throw new ActivityFaultException($"{input}: write what the reader is to read.");
}
