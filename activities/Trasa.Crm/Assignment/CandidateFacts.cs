using Trasa.Crm.Organisation;

namespace Trasa.Crm.Assignment;

/// <summary>What R-ASSIGN is told about a candidate for a piece of work, by the names of its input data.</summary>
internal static class CandidateFacts
{
    public static Dictionary<string, object?> Of(Candidate candidate, Work work, DateTimeOffset at)
    {
        var facts = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["id"] = candidate.Id.ToString(),
            ["name"] = candidate.Name,
            ["active"] = candidate.Active,
            ["status"] = candidate.Status,
            ["awayUntil"] = candidate.AwayUntil is { } until ? PersonalWords.Moment(until, candidate.Place) : null,
            ["capacity"] = candidate.Capacity,
            ["urgent"] = candidate.Load.Urgent,
            ["high"] = candidate.Load.High,
            ["medium"] = candidate.Load.Medium,
            ["low"] = candidate.Load.Low,
            ["waited"] = Minutes(at - candidate.LastAssignedAt),
            ["skills"] = candidate.Skills,
            ["languages"] = candidate.Languages,
        };
        AddWork(facts, work);
        AddMatter(facts, candidate, work);
        return facts;
    }

    private static void AddWork(Dictionary<string, object?> facts, Work work)
    {
        facts["kind"] = work.Kind;
        facts["team"] = work.Team;
        facts["priority"] = work.Priority;
        facts["language"] = Known(work.Language);
        facts["languageName"] = Known(work.Language) is { } language ? PersonalWords.Language(language) : null;
        facts["area"] = Known(work.Area);
    }

    /// <summary>What stands between this candidate and this work.</summary>
    private static void AddMatter(Dictionary<string, object?> facts, Candidate candidate, Work work)
    {
        facts["lacking"] = work.Skills.Where(skill => !candidate.Skills.Contains(skill, StringComparer.OrdinalIgnoreCase)).ToList();
        facts["speaks"] = Known(work.Language) is not { } language || candidate.Languages.Contains(language, StringComparer.OrdinalIgnoreCase);
        facts["covers"] = Known(work.Area) is not { } area || Areas.Cover(candidate.Areas, area);
        facts["seesClient"] = candidate.MaySeeClient;
        facts["refused"] = work.Refused?.Contains(candidate.Id) == true;
        facts["excluded"] = work.Excluded?.Contains(candidate.Id) == true;
        facts["hadPrevious"] = candidate.Id == work.PreviousAgentId;
        facts["ownsClient"] = candidate.Id == work.AccountOwnerId;
    }

    private static string? Known(string? text) => text is { Length: > 0 } ? text : null;

    private static decimal? Minutes(TimeSpan? time) => time is { } known ? known.Ticks / (decimal)TimeSpan.TicksPerMinute : null;
}
