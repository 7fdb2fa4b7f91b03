using Trasa.Activities.Mail.Mime;
using Trasa.Activities.Mail.Sending;
using Trasa.Activities.Mail.Writing;
using Trasa.Activities.People;
using Trasa.Crm.Activities;
using Trasa.Crm.Messaging;
using Trasa.Crm.Records;
using Trasa.Engine.Execution;
using Trasa.Engine.Outbox;
using Trasa.Model.Activities;

namespace Trasa.Crm.Intake;

/// <summary>Passes a message on to colleagues, as it was written, and files it as forwarded.</summary>
public sealed class ForwardMessage(IRecords records, IDirectory directory, IOutbox outbox, MessagingOptions options) : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Trasa.Message.Forward",
        Category = "Messages",
        DisplayName = "Forward",
        Description = "Sends a message on to whoever an address reaches.",
        Inputs =
        [
            new("message", "String", "The message.", Required: true, Editor: "record"),
            new("to", "String", "Whom to send it to, e.g. position:managing-director.", Required: true, Editor: "person"),
            new("reason", "String", "Why, for the reader."),
        ],
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var work = await context.WorkAsync(cancellationToken).ConfigureAwait(false);
        var message = await records.FindAsync(work, "message", context.RecordId("message"), context.Actor, cancellationToken).ConfigureAwait(false)
            ?? throw new ActivityFaultException("message: there is no such message.");
        var to = context.Input<string>("to") ?? "";
        var resolution = await directory.ResolveAsync(to, context.Now, cancellationToken).ConfigureAwait(false);
        MailAddress[] readers = [.. resolution.People.Where(person => person.Person.Email is not null).Select(person => new MailAddress(person.Person.Name, person.Person.Email!))];
        if (readers.Length == 0) throw new ActivityFaultException($"to: {to} reaches nobody with an e-mail address. {string.Join(' ', resolution.Reasons)}");
        var mail = Forwarded(context, message, readers);
        await outbox.EnqueueAsync(work, new(context.NewId(), MailChannel.ChannelName, mail.IdempotencyKey, MailChannel.Payload(mail), context.Now, context.InstanceId, message.Reference.ToString()), cancellationToken).ConfigureAwait(false);
        var changes = new Dictionary<string, object?> { ["state"] = "Forwarded", ["stateReason"] = context.Input<string>("reason") };
        await records.UpdateAsync(work, "message", message.Id, changes, null, context.Actor, cancellationToken).ConfigureAwait(false);
        context.Complete();
    }

    private OutgoingMail Forwarded(ActivityContext context, Record message, IReadOnlyList<MailAddress> readers) => new()
    {
        IdempotencyKey = $"forward:{message.Id:N}",
        MessageId = $"{message.Id:N}.forward@{options.SupportAddress[(options.SupportAddress.IndexOf('@', StringComparison.Ordinal) + 1)..]}",
        From = new(options.SupportName, options.SupportAddress),
        To = readers,
        Subject = $"Fwd: {message.Text("subject")}",
        Text = $"{context.Input<string>("reason")}\n\nFrom: {message.Text("fromName")} <{message.Text("from")}>\n\n{message.Text("bodyText")}",
        Date = context.Now,
        IsAutomatic = true,
    };
}
