using Trasa.Crm.Messaging;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stimuli;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Cases;

/// <summary>
/// What a person does with a case. Each verb is one transaction; the life of the case (clocks, reminders, closing) follows
/// from the change, in its workflow.
/// </summary>
public sealed class CaseDesk(IDatabase database, IRecords records, CustomerMail mail, IStimulusQueue stimuli, IIdentifiers identifiers, TimeProvider time)
{
    /// <summary>Somebody took the case in hand while it was offered or queued; an offer that is out is withdrawn.</summary>
    public const string Taken = "case.taken";

    private const string Into = "into";

    private static readonly string[] Unattended = [CaseStatus.New, CaseStatus.Unassigned, CaseStatus.Offered];

    /// <summary>What follows from a verb rather than being said by the person.</summary>
    private static readonly HashSet<string> MeasuredFields = ["answeredAt", "firstResponseAt", "acceptedAt", "queuedAt", "resolvedAt", "mergedInto"];

    /// <summary>Answers the customer; the first answer is what the response clock waits for.</summary>
    /// <exception cref="CaseRefusedException">There is nobody to answer, or nothing to say.</exception>
    public Task<Record> ReplyAsync(Guid caseId, string text, bool thenWait, Actor actor, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(text)) throw new CaseRefusedException("CASE-001", "The answer is empty; write what the customer should read.", nameof(text));
        return ChangeAsync(caseId, actor, async (work, found) =>
        {
            NotClosed(found, "answered");
            _ = await mail.ReplyAsync(work, new("case", caseId), text, actor, cancellationToken).ConfigureAwait(false)
                ?? throw new CaseRefusedException("CASE-002", "The contact of this case has no e-mail address; add one to the contact first.");
            var changes = new Dictionary<string, object?> { ["answeredAt"] = time.GetUtcNow() };
            if (found["firstResponseAt"] is null) changes["firstResponseAt"] = time.GetUtcNow();
            if (thenWait) SetStatus(changes, CaseStatus.WaitingForCustomer);
            else if (found.Text("status") is CaseStatus.WaitingInternally) SetStatus(changes, CaseStatus.InProgress);
            return changes;
        }, cancellationToken);
    }

    public Task<Record> WaitForCustomerAsync(Guid caseId, Actor actor, CancellationToken cancellationToken) =>
        MoveAsync(caseId, CaseStatus.WaitingForCustomer, actor, cancellationToken);

    public Task<Record> WaitInternallyAsync(Guid caseId, Actor actor, CancellationToken cancellationToken) =>
        MoveAsync(caseId, CaseStatus.WaitingInternally, actor, cancellationToken);

    public Task<Record> ContinueAsync(Guid caseId, Actor actor, CancellationToken cancellationToken) =>
        MoveAsync(caseId, CaseStatus.InProgress, actor, cancellationToken);

    /// <summary>The work is done; the customer is told and has three days to object.</summary>
    public Task<Record> ResolveAsync(Guid caseId, string cause, string solution, Actor actor, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(cause)) throw new CaseRefusedException("CASE-003", "Say what the cause was: it is what the next colleague will look for.", nameof(cause));
        if (string.IsNullOrWhiteSpace(solution)) throw new CaseRefusedException("CASE-004", "Say what the solution was: the customer reads it.", nameof(solution));
        return ChangeAsync(caseId, actor, (_, found) =>
        {
            NotClosed(found, "resolved");
            var changes = new Dictionary<string, object?> { ["cause"] = cause.Trim(), ["solution"] = solution.Trim(), ["resolvedAt"] = time.GetUtcNow() };
            if (found["firstResponseAt"] is null) changes["firstResponseAt"] = time.GetUtcNow();
            SetStatus(changes, CaseStatus.Resolved);
            return Task.FromResult(changes);
        }, cancellationToken);
    }

    /// <summary>Ends the case explicitly, e.g. when the customer confirmed.</summary>
    public Task<Record> CloseAsync(Guid caseId, string reason, Actor actor, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(reason)) throw new CaseRefusedException("CASE-009", "Say why it is closed: resolved, confirmed, no answer, duplicate or rejected.", nameof(reason));
        return ChangeAsync(caseId, actor, (_, found) =>
        {
            NotClosed(found, "closed");
            return Task.FromResult(Closing(reason));
        }, cancellationToken);
    }

    /// <summary>Gives the case to a colleague by hand; an offer that is out is withdrawn.</summary>
    public Task<Record> AssignAsync(Guid caseId, Guid userId, Actor actor, CancellationToken cancellationToken) =>
        ChangeAsync(caseId, actor, (_, found) =>
        {
            NotClosed(found, "assigned");
            var changes = new Dictionary<string, object?> { ["assignee"] = userId, ["acceptedAt"] = time.GetUtcNow(), ["queuedAt"] = null };
            if (found.Text("status") is CaseStatus.New or CaseStatus.Unassigned or CaseStatus.Offered) SetStatus(changes, CaseStatus.InProgress);
            return Task.FromResult(changes);
        }, cancellationToken);

    /// <summary>Gives the case back: it is offered to somebody else.</summary>
    public Task<Record> ReturnAsync(Guid caseId, Actor actor, CancellationToken cancellationToken) =>
        ChangeAsync(caseId, actor, (_, found) =>
        {
            NotClosed(found, "returned");
            var changes = new Dictionary<string, object?> { ["assignee"] = null, ["acceptedAt"] = null };
            SetStatus(changes, CaseStatus.Unassigned);
            return Task.FromResult(changes);
        }, cancellationToken);

    /// <summary>
    /// Ends the case as a duplicate of another, which goes on with both; its clocks stop. The other must be open and nobody's
    /// duplicate itself, so that there is always one case left that somebody works on.
    /// </summary>
    public Task<Record> MergeAsync(Guid caseId, Guid intoCaseId, Actor actor, CancellationToken cancellationToken)
    {
        if (caseId == intoCaseId) throw new CaseRefusedException("CASE-005", "A case cannot be merged into itself.", Into);
        return ChangeAsync(caseId, intoCaseId, actor, async (work, found) =>
        {
            NotClosed(found, "merged");
            var target = await records.FindAsync(work, "case", intoCaseId, actor, cancellationToken).ConfigureAwait(false)
                ?? throw new CaseRefusedException("CASE-006", "The case to merge into does not exist.", Into);
            await GoesOnAsync(work, target, actor, cancellationToken).ConfigureAwait(false);
            var changes = Closing(ClosingReason.Duplicate);
            changes["mergedInto"] = intoCaseId;
            return changes;
        }, cancellationToken);
    }

    private async Task GoesOnAsync(IUnitOfWork work, Record target, Actor actor, CancellationToken cancellationToken)
    {
        var number = target.Text("number");
        if (target.Link("mergedInto") is { } other)
        {
            var next = await records.FindAsync(work, "case", other, actor, cancellationToken).ConfigureAwait(false);
            throw new CaseRefusedException("CASE-010", $"{number} was merged itself; merge into {next?.Text("number") ?? "the case that it was merged into"} instead.", Into);
        }

        if (target.Text("status") == CaseStatus.Closed)
            throw new CaseRefusedException("CASE-011", $"{number} is closed, so nobody would work on the request any more; merge into an open case, or reopen {number} first.", Into);
    }

    private Task<Record> MoveAsync(Guid caseId, string status, Actor actor, CancellationToken cancellationToken) =>
        ChangeAsync(caseId, actor, (_, found) =>
        {
            NotClosed(found, "changed");
            var changes = new Dictionary<string, object?>();
            SetStatus(changes, status);
            return Task.FromResult(changes);
        }, cancellationToken);

    private Task<Record> ChangeAsync(Guid caseId, Actor actor, Func<IUnitOfWork, Record, Task<Dictionary<string, object?>>> decide, CancellationToken cancellationToken) =>
        ChangeAsync(caseId, null, actor, decide, cancellationToken);

    /// <param name="caseId">The case.</param>
    /// <param name="otherId">Another case that the decision depends on, or null.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="decide">Decides by the state of the cases, which nobody else changes until it is written.</param>
    /// <param name="cancellationToken">Stops before the change.</param>
    private async Task<Record> ChangeAsync(Guid caseId, Guid? otherId, Actor actor, Func<IUnitOfWork, Record, Task<Dictionary<string, object?>>> decide, CancellationToken cancellationToken)
    {
        var work = await database.BeginAsync(cancellationToken).ConfigureAwait(false);
        await using (work.ConfigureAwait(false))
        {
            await RecordLocks.TakeAsync(work, "case", otherId is { } other ? [caseId, other] : [caseId], cancellationToken).ConfigureAwait(false);
            var found = await records.FindAsync(work, "case", caseId, actor, cancellationToken).ConfigureAwait(false)
                ?? throw new CaseRefusedException(CaseRefusedException.NotThere, "There is no such case, or you may not see it.");
            var changes = await decide(work, found).ConfigureAwait(false);
            var changed = await records.UpdateMeasuredAsync(work, "case", caseId, Said(changes), Measured(changes), actor, cancellationToken).ConfigureAwait(false);
            if (Unattended.Contains(found.Text("status")) && !Unattended.Contains(changed.Text("status")))
                await stimuli.EnqueueAsync(work, new(identifiers.Next(), StimulusKind.Event, Taken, found.Reference.ToString(), null, null, null, time.GetUtcNow(), CausedBy: actor.Name), cancellationToken).ConfigureAwait(false);
            await work.CommitAsync(cancellationToken).ConfigureAwait(false);
            return changed;
        }
    }

    /// <summary>What the person decides; rights are checked for these.</summary>
    private static Dictionary<string, object?> Said(Dictionary<string, object?> changes) =>
        changes.Where(change => !MeasuredFields.Contains(change.Key)).ToDictionary();

    private static Dictionary<string, object?> Measured(Dictionary<string, object?> changes) =>
        changes.Where(change => MeasuredFields.Contains(change.Key)).ToDictionary();

    private static Dictionary<string, object?> Closing(string reason)
    {
        var changes = new Dictionary<string, object?> { ["closingReason"] = reason };
        SetStatus(changes, CaseStatus.Closed);
        return changes;
    }

    private static void SetStatus(Dictionary<string, object?> changes, string status) => changes["status"] = status;

    private static void NotClosed(Record found, string verb)
    {
        if (found.Text("status") == CaseStatus.Closed)
            throw new CaseRefusedException("CASE-008", $"{found.Text("number")} is closed and cannot be {verb}; a reply of the customer reopens it.");
    }
}

/// <summary>A verb that this case does not allow now.</summary>
/// <param name="code">Stable code.</param>
/// <param name="message">Why, and what would work.</param>
/// <param name="field">What the person left out or gave wrongly; null when the case itself is in the way.</param>
public sealed class CaseRefusedException(string code, string message, string? field = null) : Exception(message)
{
    /// <summary>The code of a case that does not exist, or not for this person.</summary>
    public const string NotThere = "CASE-007";

    public string Code { get; } = code;

    public string? Field { get; } = field;
}
