using Trasa.Engine.Execution;

namespace Trasa.Activities.People.Approvals;

/// <summary>The buttons of an approval's tasks, and where its step leads.</summary>
public static class ApprovalAnswers
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

    private static readonly IReadOnlyList<string> _all = [Approve, Reject, SendBack];

    /// <summary>The buttons that are wanted, in their usual order; all of them when none are named.</summary>
    /// <exception cref="ActivityFaultException">A name is not one of them, or nobody could approve.</exception>
    public static IReadOnlyList<string> Buttons(IReadOnlyList<string> wanted)
    {
        if (wanted.Count == 0) return _all;
        if (wanted.FirstOrDefault(answer => !_all.Contains(answer)) is { } unknown) throw new ActivityFaultException($"'{unknown}' is no answer of an approval; use {string.Join(", ", _all)}.");
        if (!wanted.Contains(Approve)) throw new ActivityFaultException($"The answers of an approval must hold '{Approve}', or nothing could ever be approved.");
        return [.. _all.Where(wanted.Contains)];
    }
}
