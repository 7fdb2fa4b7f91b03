namespace Trasa.Host.Identity;

/// <summary>What somebody may do in general; stored by key in the user record's roles.</summary>
/// <param name="Key">As stored.</param>
/// <param name="Name">As shown (a text of the resources).</param>
internal sealed record Role(string Key, string Name)
{
    public static Role Agent { get; } = new("agent", "Agent");

    public static Role Dispatcher { get; } = new("dispatcher", "Dispatcher");

    public static Role Supervisor { get; } = new("supervisor", "Supervisor");

    public static Role Manager { get; } = new("manager", "Manager");

    public static Role AccountManager { get; } = new("accountManager", "Account manager");

    public static Role Finance { get; } = new("finance", "Finance");

    public static Role Legal { get; } = new("legal", "Legal");

    public static Role Auditor { get; } = new("auditor", "Auditor");

    public static Role ProcessOwner { get; } = new("processOwner", "Process owner");

    public static Role RuleAuthor { get; } = new("ruleAuthor", "Rule author");

    public static Role Administrator { get; } = new("administrator", "Administrator");

    /// <summary>In the order in which screens show them.</summary>
    public static IReadOnlyList<Role> All { get; } = 
        [Agent, AccountManager, Finance, Legal, Auditor, Dispatcher, Supervisor, Manager, RuleAuthor, ProcessOwner, Administrator];

    public static Role? Find(string key) => All.FirstOrDefault(role => role.Key == key);
}
