using Trasa.Activities.Mail.Threading;
using Trasa.Crm.Activities;
using Trasa.Crm.Cases;
using Trasa.Crm.Messaging;
using Trasa.Crm.Records;
using Trasa.Engine.Calendars;
using Trasa.Engine.Execution;
using Trasa.Engine.Stores;
using Trasa.Model.Activities;

namespace Trasa.Crm.Intake;

/// <summary>
/// Finds the case or other record that a message belongs to: by the mails that it answers, by the reference in its
/// subject, then, for cases, by customer and subject.
/// </summary>
public sealed class ThreadMessage(IRecords records, RecordConversations conversations, SubjectReferences references) : Activity
{
    private const string NewCase = "New case";
    private const string OpenCase = "Open case";
    private const string ClosedRecently = "Closed recently";
    private const string Repetition = "Repetition";
    private const string OtherRecord = "Other record";

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Trasa.Message.Thread",
        Category = "Messages",
        DisplayName = "What does it belong to?",
        Description = "Finds the case, or the claim, campaign or other record, that a message goes on with, repeats or follows.",
        Inputs =
        [
            new("message", "String", "The message.", Required: true, Editor: "record"),
            new("contact", "String", "The customer who wrote it; without one, as for a colleague's, no case of the same subject is looked for.", Editor: "record"),
            new("reopenWindow", "String", "How long after its end a case is reopened by a reply, in calendar time.", Editor: "duration"),
        ],
        Outputs = [new("thread", "Object", "The case, or the reference of the other record; how it was found, and the case before it in the chain.")],
        Outcomes = [NewCase, OpenCase, ClosedRecently, Repetition, OtherRecord],
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var work = await context.WorkAsync(cancellationToken).ConfigureAwait(false);
        var message = await records.FindAsync(work, "message", context.RecordId("message"), context.Actor, cancellationToken).ConfigureAwait(false)
            ?? throw new ActivityFaultException("message: there is no such message.");
        var thread = await AnsweredAsync(work, context, message, cancellationToken).ConfigureAwait(false)
            ?? await SameSubjectAsync(work, context, message, cancellationToken).ConfigureAwait(false)
            ?? new Thread(NewCase, null, null, "Answers no known mail, and the customer has no case of this subject.");
        context.Output("thread", new Dictionary<string, object?>
        {
            ["case"] = thread.Outcome == OtherRecord ? null : MessageScope.Context(thread.Record),
            ["record"] = thread.Record?.Reference.ToString(),
            ["previousCase"] = thread.Previous,
            ["how"] = thread.How,
        });
        context.Complete([thread.Outcome]);
    }

    private async Task<Thread?> AnsweredAsync(IUnitOfWork work, ActivityContext context, Record message, CancellationToken cancellationToken)
    {
        var reference = await references.ReferenceAsync(work, cancellationToken).ConfigureAwait(false);
        var decision = await new MailThreading(conversations.In(work), reference).DecideAsync(Clues(message), cancellationToken).ConfigureAwait(false);
        if (decision.Conversation is not { } conversation) return null;
        if (await conversations.FindAsync(work, conversation, context.Actor, cancellationToken).ConfigureAwait(false) is not { } found) return null;
        if (found.Type != "case") return new(OtherRecord, found, null, decision.Reason);
        found = await SurvivorAsync(work, context, found, cancellationToken).ConfigureAwait(false);
        if (found.Text("status") != CaseStatus.Closed) return new(OpenCase, found, null, decision.Reason);
        return IsRecent(context, found)
            ? new(ClosedRecently, found, null, decision.Reason)
            : new(NewCase, null, found.Id, $"{decision.Reason} It was closed too long ago to be reopened.");
    }

    private static ThreadingClues Clues(Record message) => new(
        message.Text("inReplyTo") is { Length: > 0 } answered ? [answered] : [],
        (message.Text("references") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries),
        message.Text("subject") ?? "",
        message.Text("from") ?? "");

    /// <summary>A merged case lives on in the one that it was merged into.</summary>
    private async Task<Record> SurvivorAsync(IUnitOfWork work, ActivityContext context, Record found, CancellationToken cancellationToken)
    {
        for (var hops = 0; hops < 20 && found.Link("mergedInto") is { } into; hops++)
            found = await records.FindAsync(work, "case", into, context.Actor, cancellationToken).ConfigureAwait(false) ?? found;
        return found;
    }

    private static bool IsRecent(ActivityContext context, Record found)
    {
        var window = BusinessDuration.Parse((context.HasInput("reopenWindow") ? context.Input<string>("reopenWindow") : null) ?? "14 d");
        return found["closedAt"] is DateTimeOffset closed && closed.AddDays(window.Days) + window.Time >= context.Now;
    }

    /// <summary>Same customer and subject: the same text again is a repetition, another text the next case of the chain.</summary>
    private async Task<Thread?> SameSubjectAsync(IUnitOfWork work, ActivityContext context, Record message, CancellationToken cancellationToken)
    {
        if (!context.HasInput("contact")) return null;
        var subject = SubjectChain.Normalise(message.Text("subject") ?? "");
        var query = new RecordQuery("case", [new("contact", FieldOperator.Equal, context.RecordId("contact"))], OrderBy: ["-createdAt"], Take: 100);
        var page = await records.QueryAsync(work, query, context.Actor, cancellationToken).ConfigureAwait(false);
        if (page.Records.FirstOrDefault(other => SubjectChain.Normalise(other.Text("subject") ?? "") == subject) is not { } previous) return null;
        var isRepetition = previous.Text("status") != CaseStatus.Closed && Words(previous.Text("description")) == Words(message.Text("newText") ?? message.Text("bodyText"));
        return isRepetition
            ? new(Repetition, previous, null, $"The same text was sent before: {previous.Text("number")}.")
            : new(NewCase, null, previous.Id, $"The same customer wrote about the same subject: {previous.Text("number")}.");
    }

    private static string Words(string? text) => string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private sealed record Thread(string Outcome, Record? Record, Guid? Previous, string How);
}
