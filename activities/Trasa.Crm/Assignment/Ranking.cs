using System.Globalization;
using Trasa.Activities.Deciding;
using Trasa.Activities.Deciding.Choosing;
using Trasa.Crm.Organisation;

namespace Trasa.Crm.Assignment;

/// <summary>
/// A choice without its surroundings: R-ASSIGN is asked about each candidate, who can take it is put in order, and what
/// came of it is said in words. The same input always gives the same answer.
/// </summary>
/// <param name="ChosenId">Who gets it, or null when nobody can take it.</param>
/// <param name="Explanation">Why, in plain words, with everybody looked at: ranked ones first, in order.</param>
/// <param name="Facts">What the rule was told about each of them.</param>
internal sealed record Ranking(Guid? ChosenId, DecisionExplanation Explanation, IReadOnlyList<IReadOnlyDictionary<string, object?>> Facts)
{
    public string Reason => Explanation.Reason ?? "";

    public IReadOnlyList<CandidateVerdict> Candidates => Explanation.Candidates;

    public static Ranking Of(Deliberation on, Work work, IReadOnlyList<Candidate> candidates)
    {
        var judged = candidates.Select(candidate => Judged.Of(candidate, work, on)).ToList();
        var ranked = CandidateOpinion.Ranked(judged, one => one.Opinion, one => one.Candidate.Name).ThenBy(one => one.Candidate.Id).ToList();
        var best = ranked.FirstOrDefault();
        var explanation = new DecisionExplanation
        {
            Reason = Explain(best, ranked, judged.Count),
            Matched = Rows(judged),
            Candidates =
            [
                .. ranked.Select((one, index) => one.Verdict(index + 1, index == 0 ? [] : Behind(one, best!, on.Home))),
                .. judged.Where(one => one.Opinion.Dropped.Count > 0).OrderBy(one => one.Candidate.Name, StringComparer.Ordinal)
                    .Select(one => one.Verdict(null, [.. one.Opinion.Dropped.Select(reason => reason.Remedy).Where(remedy => remedy.Length > 0)])),
            ],
            Diagnostics = [.. judged.SelectMany(one => one.Opinion.Diagnostics).Distinct()],
        };
        return new(best?.Candidate.Id, explanation, [.. judged.Select(one => one.Facts)]);
    }

    private static string Explain(Judged? best, List<Judged> ranked, int candidates)
    {
        if (best is null) return candidates == 0 ? "The team has no members." : $"None of {candidates} candidates can take it.";
        var name = best.Candidate.Name;
        if (best.Opinion.Preferred is { } preferred) return $"{name}: {preferred}.";
        if (ranked.Count == 1) return $"{name} is the only one of {candidates} who can take it.";
        var tied = ranked.Count(one => one.Opinion.Preference == best.Opinion.Preference && one.Opinion.Load == best.Opinion.Load);
        return tied == 1
            ? $"{name} has the lowest load ({Number(best.Opinion.Load)})."
            : $"{name} has the lowest load ({Number(best.Opinion.Load)}) and, of {tied} with the same, has waited longest.";
    }

    private static List<string> Behind(Judged one, Judged best, TimeZoneInfo home)
    {
        if (one.Opinion.Preference != best.Opinion.Preference)
            return [best.Opinion.Preferred is { } preferred ? $"were preferred as {best.Candidate.Name} is ({preferred})" : $"were preferred as {best.Candidate.Name} is"];
        if (one.Opinion.Load != best.Opinion.Load)
            return [$"had a load below {Number(best.Opinion.Load)}, or the same and a longer wait (has {Number(one.Opinion.Load)})"];
        return best.Candidate.LastAssignedAt is { } last
            ? [$"had been given the last work before {PersonalWords.Moment(TimeZoneInfo.ConvertTime(last, home))}"]
            : ["had never been given any"];
    }

    /// <summary>Each row that matched once, with whom it met.</summary>
    private static List<DecisionRow> Rows(List<Judged> judged) =>
    [
        .. judged.SelectMany(one => one.Opinion.Rows, (one, row) => (Row: row, one.Candidate.Name))
            .GroupBy(met => met.Row, met => met.Name)
            .Select(met => met.Key with { Text = met.Key.Text is { Length: > 0 } text ? $"{text}: {string.Join(", ", met)}" : string.Join(", ", met) }),
    ];

    private static string Number(decimal load) => load.ToString("0.##", CultureInfo.InvariantCulture);

    private sealed record Judged(Candidate Candidate, IReadOnlyDictionary<string, object?> Facts, CandidateOpinion Opinion)
    {
        public static Judged Of(Candidate candidate, Work work, Deliberation on)
        {
            var facts = CandidateFacts.Of(candidate, work, on.At);
            return new(candidate, facts, on.Rule.Judge(facts, on.At));
        }

        public CandidateVerdict Verdict(int? rank, IReadOnlyList<string> wouldDiffer) => new(
            Candidate.Id, Candidate.Name, rank, Opinion.Load, Candidate.Load.Count, Opinion.Preferred, Candidate.LastAssignedAt, Opinion.Dropped, wouldDiffer);
    }
}
