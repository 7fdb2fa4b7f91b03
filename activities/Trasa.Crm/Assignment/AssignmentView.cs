namespace Trasa.Crm.Assignment;

/// <summary>A choice as expressions and event payloads see it.</summary>
internal static class AssignmentView
{
    public static Dictionary<string, object?> Of(AssignmentResult result) => new(StringComparer.Ordinal)
    {
        ["subject"] = result.Subject,
        ["userId"] = result.UserId?.ToString(),
        ["userName"] = result.UserName,
        ["teamId"] = result.TeamId.ToString(),
        ["reason"] = result.Reason,
        ["decisionRecord"] = result.DecisionRecordId.ToString(),
        ["position"] = (decimal?)result.Position,
    };
}
