using Trasa.Activities.Expressions;
using Trasa.Crm.Assignment;

namespace Trasa.Crm.Tests.Assignment;

public sealed class RankingTests
{
    private static readonly DateTimeOffset Now = new(2026, 4, 27, 9, 0, 0, TimeSpan.Zero);
    private static readonly Candidate Anna = One(1, "Anna"), Bogdan = One(2, "Bogdan"), Carmen = One(3, "Carmen");
    private static readonly Work Any = new([]);
    private static readonly Deliberation On = new(
        AssignmentRules.BuiltIn(AuthoredFeel.Options(TimeProvider.System)), Now, TimeZoneInfo.FindSystemTimeZoneById("Europe/Bucharest"));

    [Fact]
    public void Lowest_weighted_load_is_chosen_and_an_urgent_case_weighs_four()
    {
        var ranking = Of(Any, [Anna with { Load = new(1, 0, 0, 0) }, Bogdan with { Load = new(0, 0, 0, 3) }]);

        Assert.Equal(Bogdan.Id, ranking.ChosenId);
        Assert.Equal([3m, 4m], ranking.Candidates.Select(candidate => candidate.Weight));
        Assert.Contains("below 3", Assert.Single(ranking.Candidates[1].WouldDiffer), StringComparison.Ordinal);
    }

    [Fact]
    public void Tie_goes_to_who_waited_longest_and_first_to_who_never_got_any()
    {
        var ranking = Of(Any,
        [
            Anna with { LastAssignedAt = Now.AddHours(-1) },
            Bogdan with { LastAssignedAt = Now.AddHours(-2) },
            Carmen,
        ]);

        Assert.Equal(["Carmen", "Bogdan", "Anna"], ranking.Candidates.Select(candidate => candidate.Name));
        Assert.Equal([1, 2, 3], ranking.Candidates.Select(candidate => candidate.Rank!.Value));
    }

    [Fact]
    public void Previous_agent_comes_before_account_owner_and_both_before_a_lower_load()
    {
        var busy = new WorkLoad(0, 2, 0, 0);
        var work = Any with { PreviousAgentId = Anna.Id, AccountOwnerId = Bogdan.Id };

        var ranking = Of(work, [Carmen, Bogdan with { Load = busy }, Anna with { Load = busy }]);

        Assert.Equal(["Anna", "Bogdan", "Carmen"], ranking.Candidates.Select(candidate => candidate.Name));
        Assert.Equal("Anna: had the one before it in the chain.", ranking.Reason);
    }

    [Fact]
    public void Preferred_person_who_is_dropped_is_not_chosen()
    {
        var ranking = Of(Any with { PreviousAgentId = Anna.Id }, [Anna with { Active = false }, Bogdan]);

        Assert.Equal(Bogdan.Id, ranking.ChosenId);
    }

    public static TheoryData<string> DropCodes() => ["inactive", "status", "absent", "capacity", "skill", "language", "right", "refused", "excluded"];

    [Theory]
    [MemberData(nameof(DropCodes))]
    public void Candidate_is_dropped_with_the_reason_and_what_would_have_to_differ(string code)
    {
        var (candidate, work) = Dropped(code);

        var ranking = Of(work, [candidate]);

        var verdict = Assert.Single(ranking.Candidates);
        Assert.Null(ranking.ChosenId);
        Assert.Null(verdict.Rank);
        Assert.Equal(code, Assert.Single(verdict.Dropped).Code);
        Assert.NotEmpty(Assert.Single(verdict.WouldDiffer));
    }

    [Fact]
    public void All_reasons_of_a_dropped_candidate_are_told()
    {
        var ranking = Of(new(["billing"]), [Anna with { Active = false, AwayUntil = Now, Status = "offline" }]);

        Assert.Equal(["inactive", "status", "absent", "skill"], ranking.Candidates[0].Dropped.Select(reason => reason.Code));
    }

    [Fact]
    public void Reasons_name_languages_and_moments_as_people_do()
    {
        var back = new DateTimeOffset(2026, 11, 25, 9, 0, 0, TimeSpan.FromHours(2));

        var ranking = Of(Any with { Language = "hu" }, [Anna with { Languages = ["ro"], AwayUntil = back }]);

        Assert.Equal(["is away until 25 Nov 2026 09:00", "does not speak Hungarian"], ranking.Candidates[0].Dropped.Select(reason => reason.Text));
        Assert.Equal(["were back before 25 Nov 2026 09:00", "spoke Hungarian"], ranking.Candidates[0].WouldDiffer);
    }

    [Fact]
    public void Moment_of_another_zone_names_the_place()
    {
        var back = new DateTimeOffset(2026, 11, 24, 23, 0, 0, TimeSpan.FromHours(1));

        var ranking = Of(Any, [Anna with { AwayUntil = back, Place = "Budapest" }]);

        Assert.Equal("is away until 24 Nov 2026 23:00 (Budapest)", Assert.Single(ranking.Candidates[0].Dropped).Text);
    }

    [Fact]
    public void Why_somebody_was_not_chosen_tells_the_time_by_the_clock_of_the_organisation()
    {
        var ranking = Of(Any, [Anna with { LastAssignedAt = Now.AddHours(-2) }, Bogdan with { LastAssignedAt = Now.AddHours(-1) }]);

        Assert.Equal(["had been given the last work before 27 Apr 2026 10:00"], ranking.Candidates[1].WouldDiffer);
    }

    [Fact]
    public void Row_that_matched_says_whom_it_met()
    {
        var ranking = Of(Any, [Anna with { Status = "away" }, Bogdan with { Status = "busy" }, Carmen]);

        var row = Assert.Single(ranking.Explanation.Matched, row => row.Row == "drop-status");
        Assert.Equal(("Unavailable", "Takes no work now: Anna, Bogdan"), (row.Table, row.Text));
    }

    [Fact]
    public void Several_missing_skills_are_named_in_one_reason()
    {
        var ranking = Of(new(["cards", "portal"]), [Anna]);

        Assert.Equal("lacks the skills 'cards', 'portal'", Assert.Single(ranking.Candidates[0].Dropped).Text);
    }

    [Fact]
    public void Even_arrivals_keep_loads_within_one_unit()
    {
        var team = new[] { Anna, Bogdan, Carmen };
        for (var arrival = 0; arrival < 100; arrival++)
        {
            var chosen = Ranking.Of(On with { At = Now.AddMinutes(arrival) }, Any, team).ChosenId;
            team = [.. team.Select(one => one.Id == chosen ? one with { Load = one.Load.With("low", 1), LastAssignedAt = Now.AddMinutes(arrival) } : one)];
            Assert.InRange(team.Max(one => one.Load.Low) - team.Min(one => one.Load.Low), 0, 1);
        }
    }

    private static Ranking Of(Work work, IReadOnlyList<Candidate> candidates) => Ranking.Of(On, work, candidates);

    private static (Candidate Candidate, Work Work) Dropped(string code) => code switch
    {
        "inactive" => (Anna with { Active = false }, Any),
        "status" => (Anna with { Status = "in a meeting" }, Any),
        "absent" => (Anna with { AwayUntil = Now.AddDays(1) }, Any),
        "capacity" => (Anna with { Capacity = 3, Load = new(0, 0, 1, 1) }, Any),
        "skill" => (Anna with { Skills = ["billing"] }, new Work(["network"])),
        "language" => (Anna with { Languages = ["ro"] }, Any with { Language = "hu" }),
        "right" => (Anna with { MaySeeClient = false }, Any),
        "refused" => (Anna, Any with { Refused = [Anna.Id] }),
        "excluded" => (Anna, Any with { Excluded = [Anna.Id] }),
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "No such reason."),
    };

    private static Candidate One(int number, string name) => new(new Guid(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]), name);
}
