using Trasa.Activities.Deciding;

namespace Trasa.Crm.Assignment;

/// <summary>
/// R-ASSIGN without its surroundings: drop with reasons, prefer who knows the matter, then the lowest weighted load,
/// then who has waited longest. The same input always gives the same answer.
/// </summary>
/// <param name="ChosenId">Who gets it, or null when nobody can take it.</param>
/// <param name="Reason">Why, in plain words.</param>
/// <param name="Candidates">Everybody looked at: ranked ones first, in order.</param>
internal sealed record Ranking(Guid? ChosenId, string Reason, IReadOnlyList<CandidateVerdict> Candidates)
{
    public static Ranking Of(Work work, IReadOnlyList<Candidate> candidates)
    {
        var judged = candidates.Select(candidate => new Judged(candidate, Preference(candidate, work), DropRules.For(candidate, work))).ToList();
        var ranked = judged.Where(one => one.Dropped.Count == 0)
            .OrderBy(one => one.Preference)
            .ThenBy(one => one.Candidate.Load.Weight)
            .ThenBy(one => one.Candidate.LastAssignedAt ?? DateTimeOffset.MinValue)
            .ThenBy(one => one.Candidate.Name, StringComparer.Ordinal)
            .ThenBy(one => one.Candidate.Id)
            .ToList();
        var best = ranked.FirstOrDefault();
        IReadOnlyList<CandidateVerdict> verdicts =
        [
            .. ranked.Select((one, index) => one.Verdict(index + 1, index == 0 ? [] : Behind(one, best!))),
            .. judged.Where(one => one.Dropped.Count > 0).OrderBy(one => one.Candidate.Name, StringComparer.Ordinal)
                .Select(one => one.Verdict(null, [.. one.Dropped.Select(reason => reason.Remedy)])),
        ];
        return new(best?.Candidate.Id, Explain(best, ranked, judged.Count), verdicts);
    }

    private static Preference Preference(Candidate candidate, Work work) =>
        candidate.Id == work.PreviousAgentId ? Assignment.Preference.PreviousAgent
        : candidate.Id == work.AccountOwnerId ? Assignment.Preference.AccountOwner
        : Assignment.Preference.None;

    private static string Explain(Judged? best, List<Judged> ranked, int candidates)
    {
        if (best is null) return candidates == 0 ? "The team has no members." : $"None of {candidates} candidates can take it.";
        var name = best.Candidate.Name;
        if (best.PreferredText is { } preferred) return $"{name}: {preferred}.";
        if (ranked.Count == 1) return $"{name} is the only one of {candidates} who can take it.";
        var tied = ranked.Count(one => one.Preference == best.Preference && one.Candidate.Load.Weight == best.Candidate.Load.Weight);
        return tied == 1
            ? $"{name} has the lowest load ({best.Candidate.Load.Weight})."
            : $"{name} has the lowest load ({best.Candidate.Load.Weight}) and, of {tied} with the same, has waited longest.";
    }

    private static List<string> Behind(Judged one, Judged best)
    {
        if (one.Preference != best.Preference) return [$"were preferred as {best.Candidate.Name} is ({best.PreferredText})"];
        if (one.Candidate.Load.Weight != best.Candidate.Load.Weight)
            return [$"had a load below {best.Candidate.Load.Weight}, or the same and a longer wait (has {one.Candidate.Load.Weight})"];
        return best.Candidate.LastAssignedAt is { } last
            ? [$"had been given the last work before {last:yyyy-MM-dd HH:mm:ss zzz}"]
            : ["had never been given any"];
    }

    private sealed record Judged(Candidate Candidate, Preference Preference, IReadOnlyList<DropReason> Dropped)
    {
        public string? PreferredText => Preference switch
        {
            Preference.PreviousAgent => "had the one before it in the chain",
            Preference.AccountOwner => "owns the client",
            Preference.None => null,
        };

        public CandidateVerdict Verdict(int? rank, IReadOnlyList<string> wouldDiffer) => new(
            Candidate.Id, Candidate.Name, rank, Candidate.Load.Weight, Candidate.Load.Count, PreferredText, Candidate.LastAssignedAt, Dropped, wouldDiffer);
    }
}

/// <summary>Who comes before everybody else, in order.</summary>
internal enum Preference
{
    PreviousAgent,
    AccountOwner,
    None,
}
