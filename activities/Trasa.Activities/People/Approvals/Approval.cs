using Trasa.Engine.Execution;
using Trasa.Model.Activities;

namespace Trasa.Activities.People.Approvals;

/// <summary>
/// Asks people to approve something, leg after leg or several at once, and goes on with what they decide. What was approved is
/// kept with every vote; when it changes, the votes that looked at it are void.
/// </summary>
internal sealed class Approval(TaskOffers offers, IDirectory directory) : Activity
{
    private const string Kept = "approval";
    private const string ChangeEvent = "Change";
    private const string WithdrawalEvent = "Withdrawal";

    private readonly ApprovalDesk _desk = new(offers, directory);

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Trasa.Approval",
        Category = "People",
        DisplayName = "Approval",
        Description = "Asks people to approve something, in legs of any, all or some of them, in order or side by side.",
        Inputs =
        [
            new("title", "String", "What is to be approved, in one line.", Required: true, Editor: "text"),
            new("description", "String", "More about it.", Editor: "multiline"),
            new("subject", "String", "The record that it is about, as type:id; the workflow's correlation when not given."),
            new("legs", "Object", "A list of { name, order, candidates, quorum, due, reminder, atLimit, escalateTo, concerns }, as a decision such as R-APPR gives it. None: nothing has to be approved.", Required: true),
            new("requester", "Object", "Who asks: they never decide, nor anybody in their place.", Editor: "person"),
            new("excluded", "Object", "Others who may not decide.", Editor: "person"),
            new("content", "Object", "What is approved, as a context of the fields that count."),
            new("standing", "Object", "Votes of an earlier round: those whose content is still the same count again."),
            new("changedOn", "Object", "Events after which the content may be another, e.g. quote.changed.", Editor: "event"),
            new("withdrawnOn", "Object", "Events by which the request is taken back, e.g. quote.withdrawn.", Editor: "event"),
            new("form", "String", "The form that an approver fills in.", Editor: "form"),
            new("answers", "Object", "The buttons, of Approve, Reject and Send back; all of them when not given.", Editor: "list"),
            new("given", "Object", "What the form shows, as a context of field and value."),
            new("calendar", "String", "The calendar of working time.", Editor: "calendar"),
            new("priority", "String", "How urgent it is.", Editor: "dropdown", Options: ["urgent", "high", "medium", "low"]),
        ],
        Outputs =
        [
            new("outcome", "String", "Where it led."),
            new("votes", "Object", "Every vote: leg, answer, by, onBehalfOf, who, comment, at, and the content that lay before them."),
            new("cast", "Object", "Those of the votes that are not of an earlier round."),
            new("who", "String", "Who decided, in words."),
            new("comment", "String", "What the last of them said."),
            new("values", "Object", "What the last of them filled in."),
        ],
        Outcomes = [ApprovalAnswers.Approved, ApprovalAnswers.Rejected, ApprovalAnswers.SentBack, ApprovalAnswers.Withdrawn, ApprovalAnswers.Changed],
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var content = context.Input<object>("content") as IReadOnlyDictionary<string, object?> ?? new Dictionary<string, object?>();
        var state = new ApprovalState { Legs = [.. ApprovalLeg.ReadAll(context.Input<object>("legs")).OrderBy(leg => leg.Order)], Content = content };
        foreach (var vote in ApprovalVote.ReadAll(context.Input<object>("standing")))
        {
            if (vote.Answer == ApprovalAnswers.Approve && state.Legs.FirstOrDefault(leg => leg.Name == vote.Leg) is { } leg && vote.StandsFor(ApprovalContent.Of(leg, content)))
                state.Votes.Add(vote);
        }

        state = state with { Stood = state.Votes.Count };
        var subject = context.Input<string>("subject") ?? context.CorrelationId;
        foreach (var name in TaskInputs.Texts(context.Input<object>("changedOn"))) context.Wait(new("Event", name, subject, new Dictionary<string, object?> { ["what"] = ChangeEvent }));
        foreach (var name in TaskInputs.Texts(context.Input<object>("withdrawnOn"))) context.Wait(new("Event", name, subject, new Dictionary<string, object?> { ["what"] = WithdrawalEvent }));
        await GoOnAsync(context, state, null, cancellationToken).ConfigureAwait(false);
    }

    public override async ValueTask ResumeAsync(ActivityContext context, Resumption resumption, CancellationToken cancellationToken)
    {
        if (await offers.KeepAsync(context, resumption, cancellationToken).ConfigureAwait(false)) return;
        var state = ApprovalState.Read((string)context[Kept]!);
        if (resumption.Bookmark.Kind == "Event")
        {
            await HearAsync(context, state, resumption, cancellationToken).ConfigureAwait(false);
            return;
        }

        var task = TaskOffers.TaskOf(resumption);
        var completion = resumption.TimedOut ? null : CompletionPayload.Read(resumption.Payload)
            ?? throw new ActivityFaultException("An approval is decided through the work inbox, which says who did it.");
        await ApprovalDesk.CountAsync(context, state, task, completion, cancellationToken).ConfigureAwait(false);
        await GoOnAsync(context, state, completion, cancellationToken).ConfigureAwait(false);
    }

    public override async ValueTask CancelAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        if (context[Kept] is string kept) await ApprovalDesk.TakeBackAsync(context, ApprovalState.Read(kept), null, null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Opens what is next, or ends with what is decided.</summary>
    private async Task GoOnAsync(ActivityContext context, ApprovalState state, CompletionPayload? last, CancellationToken cancellationToken)
    {
        foreach (var order in state.Legs.GroupBy(leg => leg.Order))
        {
            foreach (var leg in order.Where(leg => state.StandingOf(leg) == LegStanding.Waiting))
                await _desk.OpenAsync(context, state, leg, cancellationToken).ConfigureAwait(false);
            var standings = order.Select(state.StandingOf).ToList();
            if (standings.Contains(LegStanding.SentBack)) await EndAsync(context, state, ApprovalAnswers.SentBack, "It was sent back.", last, cancellationToken).ConfigureAwait(false);
            else if (standings.Contains(LegStanding.Refused)) await EndAsync(context, state, ApprovalAnswers.Rejected, "It was rejected.", last, cancellationToken).ConfigureAwait(false);
            else if (standings.Contains(LegStanding.Open)) Keep(context, state);
            else continue;
            return;
        }

        await EndAsync(context, state, ApprovalAnswers.Approved, "It was approved.", last, cancellationToken).ConfigureAwait(false);
    }

    private static async Task HearAsync(ActivityContext context, ApprovalState state, Resumption resumption, CancellationToken cancellationToken)
    {
        if (resumption.Bookmark.Payload?.Contains(WithdrawalEvent, StringComparison.Ordinal) == true)
        {
            await EndAsync(context, state, ApprovalAnswers.Withdrawn, "The request was withdrawn.", null, cancellationToken).ConfigureAwait(false);
        }
        else if (ApprovalDesk.Changes(context, state, resumption.Payload))
        {
            await EndAsync(context, state, ApprovalAnswers.Changed, "What was to be approved has changed.", null, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            // The change touched nothing that is approved: listen for the next one.
            context.Wait(new("Event", resumption.Bookmark.Name, resumption.Bookmark.CorrelationId, new Dictionary<string, object?> { ["what"] = ChangeEvent }));
        }
    }

    private static void Keep(ActivityContext context, ApprovalState state) => context[Kept] = state.Write();

    private static async Task EndAsync(ActivityContext context, ApprovalState state, string outcome, string reason, CompletionPayload? last, CancellationToken cancellationToken)
    {
        await ApprovalDesk.TakeBackAsync(context, state, null, reason, cancellationToken).ConfigureAwait(false);
        context[Kept] = null;
        context.Output("outcome", outcome);
        context.Output("votes", state.Votes.Select(object? (vote) => vote.ToValues()).ToList());
        context.Output("cast", state.Votes.Skip(state.Stood).Select(object? (vote) => vote.ToValues()).ToList());
        context.Output("who", string.Join(", ", state.Votes.Select(vote => vote.Who).Distinct()));
        context.Output("comment", last?.Comment);
        context.Output("values", last?.Values);
        context.Journal("Approval.Ended", new Dictionary<string, object?> { ["outcome"] = outcome, ["votes"] = state.Votes.Select(object? (vote) => vote.ToValues()).ToList() });
        context.Complete(outcome);
    }
}
