namespace Trasa.Activities.People.Approvals;

/// <summary>The buttons of an approval's tasks, and where its step leads.</summary>
internal static class ApprovalAnswers
{
    public const string Approve = "Approve";
    public const string Reject = "Reject";
    public const string SendBack = "Send back";

    public const string Approved = "Approved";
    public const string Rejected = "Rejected";
    public const string SentBack = "Sent back";
    public const string Withdrawn = "Withdrawn";

    /// <summary>What was to be approved is not the same any more: who decides is to be found out again.</summary>
    public const string Changed = "Changed";

    public static IReadOnlyList<string> Buttons { get; } = [Approve, Reject, SendBack];
}
