using Trasa.Engine.Doors;
using Trasa.Engine.Execution;

namespace Trasa.Activities.People.Approvals;

/// <summary>Makes the tasks of a leg, counts what is answered, and takes back what is no longer asked.</summary>
internal sealed class ApprovalDesk(TaskOffers offers, IDirectory directory)
{
    /// <summary>Offers the leg to those who decide; somebody whose earlier vote stands is not asked again.</summary>
    /// <exception cref="ActivityFaultException">Nobody is there who may decide, not even on the next level.</exception>
    public async Task OpenAsync(ActivityContext context, ApprovalState state, ApprovalLeg declared, CancellationToken cancellationToken)
    {
        var organisation = await directory.ReadAsync(cancellationToken).ConfigureAwait(false);
        List<Guid> excluded =
        [
            .. TaskInputs.Users(context.Input<object>("requester"), organisation),
            .. TaskInputs.Users(context.Input<object>("excluded"), organisation),
        ];
        var (leg, seats) = Seated(context, organisation, declared, excluded);
        var needed = leg.Quorum ?? seats.Count;
        if (leg.Quorum > seats.Count && leg.Quorum > 1)
            throw new ActivityFaultException($"The leg '{leg.Name}' needs {leg.Quorum} who agree, and only {seats.Count} can decide.");
        state.Needed[leg.Name] = needed;
        context.Journal("Approval.Leg", new Dictionary<string, object?> { ["leg"] = leg.Name, ["candidates"] = leg.Candidates.ToList<object?>(), ["needed"] = (decimal)needed });
        if (state.StandingOf(leg) == LegStanding.Agreed) return;
        excluded.AddRange(state.Votes.Where(vote => vote.Leg == leg.Name).Select(vote => vote.By).OfType<Guid>());
        if (leg.Quorum == 1)
        {
            await OfferAsync(context, state, leg, null, leg.Candidates, excluded, cancellationToken).ConfigureAwait(false);
            return;
        }

        // Who has a seat of their own decides for themselves, not in the place of another seat.
        foreach (var seat in seats.Where(seat => !state.Votes.Exists(vote => vote.Leg == leg.Name && vote.Seat == seat)))
            await OfferAsync(context, state, leg, seat, [$"user:{seat}"], [.. excluded, .. seats.Where(other => other != seat)], cancellationToken).ConfigureAwait(false);
    }

    public static async Task CountAsync(ActivityContext context, ApprovalState state, Guid task, CompletionPayload? completion, CancellationToken cancellationToken)
    {
        var mine = state.Tasks.Find(one => one.Task == task) ?? throw new ActivityFaultException($"The user task {task} is not one of this approval.");
        var leg = state.Legs.First(leg => leg.Name == mine.Leg);
        var item = await TaskOffers.FindAsync(context, task, cancellationToken).ConfigureAwait(false);
        await TaskOffers.EndAsync(context, item, completion, cancellationToken).ConfigureAwait(false);
        var vote = completion is null
            ? new ApprovalVote(leg.Name, mine.Seat, leg.AtLimit == LegLimit.Approve ? ApprovalAnswers.Approve : ApprovalAnswers.Reject, null, null, Actor.System.Name, "The time limit decided.", context.Now, ApprovalContent.Of(leg, state.Content))
            : new ApprovalVote(leg.Name, mine.Seat, completion.Outcome, completion.CompletedBy, completion.OnBehalfOf, completion.Who, completion.Comment, context.Now, ApprovalContent.Of(leg, state.Content));
        state.Votes.Add(vote);
        context.Journal("Approval.Vote", vote.ToValues());
        if (state.StandingOf(leg) != LegStanding.Open) await TakeBackAsync(context, state, leg.Name, "The others have decided.", cancellationToken).ConfigureAwait(false);
        else if (vote.By is { } voter) await LeaveOutAsync(context, state, leg.Name, voter, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends the open tasks, of one leg or of all.</summary>
    public static async Task TakeBackAsync(ActivityContext context, ApprovalState state, string? leg, string? reason, CancellationToken cancellationToken)
    {
        foreach (var task in state.Tasks.Where(task => leg is null || task.Leg == leg))
        {
            var work = await context.WorkAsync(cancellationToken).ConfigureAwait(false);
            if (await WorkItemTable.FindAsync(work, task.Task, cancellationToken).ConfigureAwait(false) is not { IsOpen: true } item) continue;
            await TaskOffers.CancelAsync(context, task.Task, reason, cancellationToken).ConfigureAwait(false);
            context.Forget(item.BookmarkId);
        }
    }

    /// <summary>Whether an event tells of another content: of the record itself by its fields, of its parts always.</summary>
    public static bool Changes(ActivityContext context, ApprovalState state, object? payload)
    {
        if (payload is not IReadOnlyDictionary<string, object?> told || told.GetValueOrDefault("record") is not IReadOnlyDictionary<string, object?> record) return true;
        var subject = context.Input<string>("subject") ?? context.CorrelationId;
        if (told.GetValueOrDefault("reference") as string != subject) return true;
        return state.Content.Any(part => record.TryGetValue(part.Key, out var now) && !ApprovalContent.Same(part.Value, now));
    }

    /// <summary>Who has voted does not vote again in the place of somebody else.</summary>
    private static async Task LeaveOutAsync(ActivityContext context, ApprovalState state, string leg, Guid voter, CancellationToken cancellationToken)
    {
        var work = await context.WorkAsync(cancellationToken).ConfigureAwait(false);
        foreach (var task in state.Tasks.Where(task => task.Leg == leg))
        {
            if (await WorkItemTable.FindAsync(work, task.Task, cancellationToken).ConfigureAwait(false) is { IsOpen: true } item)
                await WorkItemTable.ExcludeAsync(work, item.Id, [.. item.Excluded, voter], cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The leg with whose votes count in it; when it reaches nobody, its next level takes its place.</summary>
    private static (ApprovalLeg Leg, List<Guid> Seats) Seated(ActivityContext context, IOrganisation organisation, ApprovalLeg leg, List<Guid> excluded)
    {
        var (seats, reasons) = Seats(context, organisation, leg.Candidates, excluded);
        if (seats.Count > 0) return (leg, seats);
        var reason = $"Nobody can decide the leg '{leg.Name}': {string.Join(" ", reasons)}";
        var (above, _) = Seats(context, organisation, leg.EscalateTo, excluded);
        if (above.Count == 0) throw new ActivityFaultException(reason);
        context.Journal("Approval.NextLevel", new Dictionary<string, object?> { ["leg"] = leg.Name, ["reason"] = reason, ["to"] = leg.EscalateTo.ToList<object?>() });
        return (leg with { Candidates = leg.EscalateTo }, above);
    }

    /// <summary>Whose votes count, absent or not. Somebody who may not decide has no seat; who decides in their stead has.</summary>
    private static (List<Guid> Seats, List<string> Reasons) Seats(ActivityContext context, IOrganisation organisation, IReadOnlyList<string> addresses, List<Guid> excluded)
    {
        var reached = addresses.Select(address => organisation.Resolve(new(address, context.Now, context.DefinitionKey, excluded))).ToList();
        return (
            [.. reached.SelectMany(resolution => resolution.People).Select(found => found.OnBehalfOf?.Id ?? found.Person.Id).Distinct()],
            [.. reached.SelectMany(resolution => resolution.Reasons).Distinct()]);
    }

    private async Task OfferAsync(ActivityContext context, ApprovalState state, ApprovalLeg leg, Guid? seat, IReadOnlyList<string> candidates, List<Guid> excluded, CancellationToken cancellationToken)
    {
        var title = context.Input<string>("title") is { Length: > 0 } given ? given : context.ActivityName;
        var item = await offers.MakeAsync(context, new()
        {
            Title = title,
            Description = context.Input<string>("description") is { Length: > 0 } description ? description : leg.Name,
            Subject = context.Input<string>("subject"),
            Candidates = candidates,
            Excluded = [.. excluded.Distinct()],
            Kind = WorkItemKind.Approval,
            Form = context.Input<string>("form"),
            Given = context.Input<object>("given") as IReadOnlyDictionary<string, object?> ?? state.Content,
            Outcomes = ApprovalAnswers.Buttons(TaskInputs.Texts(context.Input<object>("answers"))),
            Priority = context.Input<string>("priority"),
            Due = leg.Due,
            Reminder = leg.Reminder ?? (leg.AtLimit == LegLimit.Remind ? leg.Due : null),
            Calendar = context.Input<string>("calendar"),
            Limit = leg.AtLimit switch { LegLimit.Remind => TaskLimit.Stay, LegLimit.Escalate => TaskLimit.Escalate, LegLimit.Approve or LegLimit.Reject => TaskLimit.End },
            EscalateTo = leg.EscalateTo,
        }, cancellationToken).ConfigureAwait(false);
        state.Tasks.Add(new(leg.Name, item.Id, seat));
    }
}
