using System.Text.Json;
using Trasa.Engine.Values;

namespace Trasa.Activities.People.Approvals;

/// <summary>How far an approval has come; kept with the step between its bursts.</summary>
internal sealed record ApprovalState
{
    public required IReadOnlyList<ApprovalLeg> Legs { get; init; }

    /// <summary>What is approved.</summary>
    public required IReadOnlyDictionary<string, object?> Content { get; init; }

    /// <summary>Those of an earlier round that stand come first.</summary>
    public List<ApprovalVote> Votes { get; init; } = [];

    /// <summary>How many of the votes are of an earlier round.</summary>
    public int Stood { get; init; }

    /// <summary>Every task that was made, open or not.</summary>
    public List<LegTask> Tasks { get; init; } = [];

    /// <summary>How many of a leg must agree; the number of its seats for "all".</summary>
    public Dictionary<string, int> Needed { get; init; } = [];

    public LegStanding StandingOf(ApprovalLeg leg)
    {
        if (!Needed.TryGetValue(leg.Name, out var needed)) return LegStanding.Waiting;
        var votes = Votes.Where(vote => vote.Leg == leg.Name).ToList();
        if (votes.Exists(vote => vote.Answer == ApprovalAnswers.SendBack)) return LegStanding.SentBack;
        if (votes.Count(vote => vote.Answer == ApprovalAnswers.Approve) >= needed) return LegStanding.Agreed;
        var seats = Math.Max(needed, Tasks.Count(task => task.Leg == leg.Name) + votes.Count(vote => Tasks.All(task => task.Leg != leg.Name || task.Seat != vote.Seat)));
        var against = votes.Count(vote => vote.Answer == ApprovalAnswers.Reject);
        return seats - against < needed ? LegStanding.Refused : LegStanding.Open;
    }

    public string Write() => JsonValues.Write(JsonSerializer.SerializeToNode(new Kept(
        Legs, JsonValues.Write(Content), [.. Votes.Select(vote => JsonValues.Write(vote.ToValues()))], Tasks, Needed, Stood)));

    public static ApprovalState Read(string text)
    {
        var kept = JsonSerializer.Deserialize<Kept>(text)!;
        return new()
        {
            Legs = kept.Legs,
            Content = (IReadOnlyDictionary<string, object?>)JsonValues.Parse(kept.Content)!,
            Votes = [.. ApprovalVote.ReadAll(kept.Votes.Select(JsonValues.Parse).ToList())],
            Tasks = kept.Tasks,
            Needed = kept.Needed,
            Stood = kept.Stood,
        };
    }

    private sealed record Kept(IReadOnlyList<ApprovalLeg> Legs, string Content, List<string> Votes, List<LegTask> Tasks, Dictionary<string, int> Needed, int Stood = 0);
}

/// <param name="Leg">The leg's name.</param>
/// <param name="Task">The user task.</param>
/// <param name="Seat">Whose vote it is, where each counts.</param>
internal sealed record LegTask(string Leg, Guid Task, Guid? Seat);

internal enum LegStanding
{
    /// <summary>Its turn has not come.</summary>
    Waiting,
    Open,
    Agreed,
    Refused,
    SentBack,
}
