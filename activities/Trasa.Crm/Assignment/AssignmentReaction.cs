using Trasa.Crm.ChangeLog;
using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stimuli;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Assignment;

/// <summary>
/// Keeps queue and offers true to the records, and publishes <c>team.capacity</c> (addressed with <c>team:id</c>) the
/// moment somebody may have room: a piece of work leaves them, they become available or return, their capacity is raised.
/// </summary>
/// <remarks>
/// It publishes whether or not something waits: work that is being queued by another transaction at this moment cannot
/// be seen from here, and would otherwise wait for the next occasion.
/// </remarks>
internal sealed class AssignmentReaction(IRecords records, IRecordTypes types, IAssignments assignments, IStimulusQueue stimuli, IIdentifiers identifiers) : IRecordReaction
{
    public Task ReactAsync(IUnitOfWork work, Record record, RecordChange change, CancellationToken cancellationToken) => record.Type switch
    {
        "user" => UserAsync(work, record, change, cancellationToken),
        "absence" => AbsenceAsync(work, record, change, cancellationToken),
        var type => types.Current.Find(type) is { Work: { } declared, Status: { } status } ? WorkAsync(work, record, change, declared, status.Field, cancellationToken) : Task.CompletedTask,
    };

    private async Task WorkAsync(IUnitOfWork work, Record record, RecordChange change, AssignedWork declared, string status, CancellationToken cancellationToken)
    {
        var subject = record.Reference.ToString();
        var over = change.Kind == ChangeKind.Deleted || (change.Fields.ContainsKey(status) && declared.Over.Contains(record.Text(status)));
        var handed = change.Fields.TryGetValue(declared.Assignee, out var assignee);
        if (over || (handed && assignee!.New is not null)) await assignments.WithdrawAsync(work, subject, cancellationToken).ConfigureAwait(false);
        if (handed && assignee!.New is Guid taker) await OfferTable.TurnAsync(work, taker, change.At, cancellationToken).ConfigureAwait(false);
        var priority = declared.Priority is { } field ? change.Fields.GetValueOrDefault(field) : null;
        if (priority?.New is string urgency) await QueueTable.ReprioritiseAsync(work, subject, urgency, cancellationToken).ConfigureAwait(false);
        if (change.Kind == ChangeKind.Created) return;

        var relieved = handed ? assignee!.Old as Guid? : over || priority is not null ? record.Link(declared.Assignee) : null;
        if (relieved is { } user) await RoomAsync(work, user, change.At, change.At, cancellationToken).ConfigureAwait(false);
    }

    private Task UserAsync(IUnitOfWork work, Record user, RecordChange change, CancellationToken cancellationToken)
    {
        var available = user["active"] is true && user.Text("status") == Candidate.Available;
        var room = change.Fields.Keys.Any(field => field is "status" or "capacity" or "active" or "teams" or "skills" or "languages" or "areas");
        return available && room && change.Kind != ChangeKind.Deleted ? RoomAsync(work, user, change.At, change.At, cancellationToken) : Task.CompletedTask;
    }

    /// <summary>Somebody who is away has room when they return, and at once when the absence is cut.</summary>
    private async Task AbsenceAsync(IUnitOfWork work, Record absence, RecordChange change, CancellationToken cancellationToken)
    {
        if (absence.Link("user") is not { } user) return;
        if (change.Kind != ChangeKind.Created) await RoomAsync(work, user, change.At, change.At, cancellationToken).ConfigureAwait(false);
        if (change.Kind != ChangeKind.Deleted && absence.Text("state") == "approved" && absence["to"] is DateTimeOffset back && back > change.At)
            await RoomAsync(work, user, change.At, back, cancellationToken).ConfigureAwait(false);
    }

    private async Task RoomAsync(IUnitOfWork work, Guid userId, DateTimeOffset now, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (await records.FindAsync(work, "user", userId, Actor.System, cancellationToken).ConfigureAwait(false) is { } user)
            await RoomAsync(work, user, now, at, cancellationToken).ConfigureAwait(false);
    }

    private async Task RoomAsync(IUnitOfWork work, Record user, DateTimeOffset now, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (user["teams"] is not IReadOnlyList<object?> teams) return;
        foreach (var team in teams.OfType<Guid>())
        {
            var payload = RecordJson.Write(new Dictionary<string, object?> { ["team"] = team, ["user"] = user.Id, ["since"] = now });
            await stimuli.EnqueueAsync(work, new(identifiers.Next(), StimulusKind.Event, "team.capacity", $"team:{team}", null, null, payload, at, CausedBy: user.Text("name")), cancellationToken).ConfigureAwait(false);
        }
    }
}
