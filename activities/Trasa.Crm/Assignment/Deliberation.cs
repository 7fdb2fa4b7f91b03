using Trasa.Activities.Deciding.Choosing;

namespace Trasa.Crm.Assignment;

/// <summary>What a choice goes by.</summary>
/// <param name="Rule">The version of R-ASSIGN.</param>
/// <param name="At">The moment of the choice.</param>
/// <param name="Home">The organisation's clock, by which reasons tell times.</param>
internal sealed record Deliberation(CandidateRule Rule, DateTimeOffset At, TimeZoneInfo Home)
{
    public CandidateOpinion Judge(Candidate candidate, Work work) => Rule.Judge(CandidateFacts.Of(candidate, work, At), At);

    public bool CanTake(Candidate candidate, Work work) => !Rule.RulesOut(CandidateFacts.Of(candidate, work, At), At);

    /// <summary>What the candidate's work weighs; null when the rule does not say.</summary>
    public decimal? Weigh(Candidate candidate, Work work) => Rule.Weigh(CandidateFacts.Of(candidate, work, At), At);
}
