using System.Text.Json;
using Trasa.Activities.Deciding;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stimuli;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Assignment;

internal sealed class Assignments(
    IDatabase database, AssignmentRules rules, TeamReader teams, SubjectReader subjects, IDecisionRecords decisions, IStimulusQueue stimuli, IIdentifiers identifiers, TimeProvider time) : IAssignments, IQueue
{
    /// <summary>A workflow that is between two bursts must not miss its turn.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    public async Task<AssignmentResult> AssignAsync(AssignmentMoment moment, AssignmentRequest request, CancellationToken cancellationToken)
    {
        var reference = Reference(request.Subject);
        var round = await BeginAsync(moment, request.Team, reference, cancellationToken).ConfigureAwait(false);
        var facts = await subjects.OfAsync(moment.Work, reference, moment.At, cancellationToken).ConfigureAwait(false);
        if (await HonourAsync(round, request, facts, cancellationToken).ConfigureAwait(false) is { } honoured) return honoured;

        await QueueTable.PutAsync(moment.Work, facts.Waiting(request, round.TeamId, moment.At), cancellationToken).ConfigureAwait(false);
        var results = await DrainAsync(round, request.Subject, cancellationToken).ConfigureAwait(false);
        return results.Single(result => result.Subject == request.Subject);
    }

    public async Task<IReadOnlyList<AssignmentResult>> DrainAsync(AssignmentMoment moment, string team, CancellationToken cancellationToken)
    {
        var round = await BeginAsync(moment, team, null, cancellationToken).ConfigureAwait(false);
        return await DrainAsync(round, null, cancellationToken).ConfigureAwait(false);
    }

    public async Task WithdrawAsync(IUnitOfWork work, string subject, CancellationToken cancellationToken)
    {
        await QueueTable.RemoveAsync(work, subject, cancellationToken).ConfigureAwait(false);
        await OfferTable.RemoveAsync(work, subject, cancellationToken).ConfigureAwait(false);
    }

    public async Task<DecisionExplanation> PreviewAsync(AssignmentRequest request, CancellationToken cancellationToken)
    {
        // A transaction that is not committed: the preview reads what a choice would read, and leaves nothing.
        var work = await database.BeginAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = work.ConfigureAwait(false);
        var (reference, now) = (Reference(request.Subject), time.GetUtcNow());
        var on = await rules.BeginAsync(now, cancellationToken).ConfigureAwait(false);
        var team = await teams.FindAsync(work, request.Team, cancellationToken).ConfigureAwait(false);
        var members = await teams.MembersAsync(work, team.Id, cancellationToken).ConfigureAwait(false);
        var candidates = await teams.CandidatesAsync(work, members, now, reference, cancellationToken).ConfigureAwait(false);
        var facts = await subjects.OfAsync(work, reference, now, cancellationToken).ConfigureAwait(false);
        var waiting = facts.Waiting(request, team.Id, now);
        var seeing = await subjects.SeeingAsync(work, candidates, waiting.Work.CompanyId, cancellationToken).ConfigureAwait(false);
        return Ranking.Of(on, waiting.ToWork(team.Text("key") ?? ""), seeing).Explanation;
    }

    public async Task<IReadOnlyList<QueueEntry>> ListAsync(string? team, CancellationToken cancellationToken)
    {
        Guid? teamId = team is null ? null : (await teams.FindAsync(null, team, cancellationToken).ConfigureAwait(false)).Id;
        var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        var waiting = await QueueTable.AllAsync(connection, teamId, cancellationToken).ConfigureAwait(false);
        return [.. waiting.GroupBy(one => one.TeamId).SelectMany(group => group.Select((one, index) => Entry(one, index + 1)))];
    }

    public async Task<QueueEntry?> FindAsync(string subject, CancellationToken cancellationToken) =>
        (await ListAsync(null, cancellationToken).ConfigureAwait(false)).FirstOrDefault(entry => entry.Subject == subject);

    private async Task<Round> BeginAsync(AssignmentMoment moment, string teamKey, RecordReference? subject, CancellationToken cancellationToken)
    {
        var on = await rules.BeginAsync(moment.At, cancellationToken).ConfigureAwait(false);
        var team = await teams.FindAsync(moment.Work, teamKey, cancellationToken).ConfigureAwait(false);
        var before = await teams.MembersAsync(moment.Work, team.Id, cancellationToken).ConfigureAwait(false);
        await TeamReader.LockAsync(moment.Work, subject, team.Id, before.Select(member => member.Id), cancellationToken).ConfigureAwait(false);
        // Read again: what the transactions before this one committed counts.
        var members = await teams.MembersAsync(moment.Work, team.Id, cancellationToken).ConfigureAwait(false);
        var candidates = await teams.CandidatesAsync(moment.Work, members, moment.At, subject, cancellationToken).ConfigureAwait(false);
        return new(moment, on, team.Id, team.Text("key") ?? "", candidates);
    }

    /// <summary>When the queue has already given it to somebody who can still take it, that choice stands.</summary>
    private static async Task<AssignmentResult?> HonourAsync(Round round, AssignmentRequest request, SubjectFacts facts, CancellationToken cancellationToken)
    {
        if (await OfferTable.FindAsync(round.Moment.Work, request.Subject, cancellationToken).ConfigureAwait(false) is not { } offer) return null;
        var chosen = round.Candidates.Find(candidate => candidate.Id == offer.UserId);
        var work = facts.Waiting(request, round.TeamId, round.Moment.At).ToWork(round.TeamKey);
        if (offer.TeamId == round.TeamId && chosen is not null && round.On.CanTake(chosen, work))
            return new(request.Subject, round.TeamId, chosen.Id, chosen.Name, "It was its turn in the queue.", offer.DecisionRecordId);
        await OfferTable.RemoveAsync(round.Moment.Work, request.Subject, cancellationToken).ConfigureAwait(false);
        return null;
    }

    private async Task<List<AssignmentResult>> DrainAsync(Round round, string? arriving, CancellationToken cancellationToken)
    {
        var results = new List<AssignmentResult>();
        var queue = await QueueTable.OfTeamAsync(round.Moment.Work, round.TeamId, cancellationToken).ConfigureAwait(false);
        var position = 0;
        foreach (var waiting in queue)
        {
            position++;
            var work = waiting.ToWork(round.TeamKey);
            // Rights to the client cost a query for each candidate: what nobody could take anyway is passed over before that,
            // all but the newcomer, for its decision record.
            if (waiting.Subject != arriving && !round.CouldGive(work)) continue;
            var seeing = await subjects.SeeingAsync(round.Moment.Work, round.Candidates, waiting.Work.CompanyId, cancellationToken).ConfigureAwait(false);
            var ranking = Ranking.Of(round.On, work, seeing);
            if (ranking.ChosenId is { } userId)
            {
                results.Add(await GiveAsync(round, waiting, ranking, userId, waiting.Subject != arriving, cancellationToken).ConfigureAwait(false));
                position--;
            }
            else if (waiting.Subject == arriving)
            {
                results.Add(await KeepAsync(round, waiting, ranking, position, cancellationToken).ConfigureAwait(false));
            }
        }

        return results;
    }

    private async Task<AssignmentResult> GiveAsync(Round round, Waiting waiting, Ranking ranking, Guid userId, bool tell, CancellationToken cancellationToken)
    {
        var (work, at) = (round.Moment.Work, round.Moment.At);
        var index = round.Candidates.FindIndex(candidate => candidate.Id == userId);
        var chosen = round.Candidates[index];
        var decision = await RecordAsync(round, waiting, ranking, new { assignee = userId, name = chosen.Name }, cancellationToken).ConfigureAwait(false);
        await OfferTable.PutAsync(work, new(waiting.Subject, round.TeamId, userId, waiting.Priority, decision), at, cancellationToken).ConfigureAwait(false);
        await OfferTable.TurnAsync(work, userId, at, cancellationToken).ConfigureAwait(false);
        await QueueTable.RemoveAsync(work, waiting.Subject, cancellationToken).ConfigureAwait(false);
        round.Give(index, waiting.Priority);
        var result = new AssignmentResult(waiting.Subject, round.TeamId, userId, chosen.Name, ranking.Reason, decision);
        if (tell) await TellAsync(round.Moment, result, cancellationToken).ConfigureAwait(false);
        return result;
    }

    private async Task<AssignmentResult> KeepAsync(Round round, Waiting waiting, Ranking ranking, int position, CancellationToken cancellationToken)
    {
        var decision = await RecordAsync(round, waiting, ranking, new { queued = true, position }, cancellationToken).ConfigureAwait(false);
        await QueueTable.PutAsync(round.Moment.Work, waiting with { Reason = ranking.Reason }, cancellationToken).ConfigureAwait(false);
        return new(waiting.Subject, round.TeamId, null, null, ranking.Reason, decision, position);
    }

    private async Task<Guid> RecordAsync(Round round, Waiting waiting, Ranking ranking, object result, CancellationToken cancellationToken)
    {
        var id = identifiers.Next();
        var moment = round.Moment;
        // The candidates as the rule saw them: another version can be asked whom it would have chosen.
        var inputs = JsonSerializer.Serialize(new { team = round.TeamId, waiting.Priority, waiting.ArrivedAt, waiting.Work, candidates = ranking.Facts }, JsonSerializerOptions.Web);
        var record = new DecisionRecord(
            id, DecisionKind.Assignment, AssignmentRules.Key, round.On.Rule.Version, moment.InstanceId, moment.ActivityId, waiting.Subject, moment.At, moment.Actor.Name, inputs,
            JsonSerializer.Serialize(result, JsonSerializerOptions.Web), ranking.Explanation);
        await decisions.WriteAsync(moment.Work, record, cancellationToken).ConfigureAwait(false);
        return id;
    }

    private Task TellAsync(AssignmentMoment moment, AssignmentResult result, CancellationToken cancellationToken)
    {
        var payload = RecordJson.Write(AssignmentView.Of(result));
        var name = $"{Reference(result.Subject).Type}.offer";
        return stimuli.EnqueueAsync(
            moment.Work,
            new(identifiers.Next(), StimulusKind.Event, name, result.Subject, null, null, payload, moment.At, KeepUntil: moment.At + Kept, CausedBy: moment.Actor.Name),
            cancellationToken);
    }

    private static RecordReference Reference(string subject) =>
        RecordReference.TryParse(subject, out var reference) ? reference : throw new AssignmentException($"'{subject}' names no record; write type:id.");

    private static QueueEntry Entry(Waiting waiting, int position) =>
        new(waiting.Subject, waiting.TeamId, position, waiting.Priority, waiting.ArrivedAt, waiting.QueuedAt, waiting.Reason);
}
