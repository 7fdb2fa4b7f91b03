namespace Trasa.Crm.Cases;

/// <summary>The states of a case, as they stand in its record.</summary>
public static class CaseStatus
{
    public const string New = "New";
    public const string Unassigned = "Unassigned";
    public const string Offered = "Offered";
    public const string InProgress = "In progress";
    public const string WaitingForCustomer = "Waiting for customer";
    public const string WaitingInternally = "Waiting internally";
    public const string Resolved = "Resolved";
    public const string Closed = "Closed";

    /// <summary>Somebody still has to do something.</summary>
    public static IReadOnlyList<string> Open { get; } = [New, Unassigned, Offered, InProgress, WaitingForCustomer, WaitingInternally];
}

/// <summary>How a case ended.</summary>
public static class ClosingReason
{
    public const string Resolved = "resolved";

    /// <summary>Resolved, and the customer said so.</summary>
    public const string Confirmed = "confirmed";
    public const string NoAnswer = "no answer";
    public const string Duplicate = "duplicate";
    public const string Rejected = "rejected";
}
