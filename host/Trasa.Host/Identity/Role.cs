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

    public static Role ProcessOwner { get; } = new("process-owner", "Process owner");

    public static Role RuleAuthor { get; } = new("rule-author", "Rule author");

    public static Role Administrator { get; } = new("administrator", "Administrator");

    /// <summary>In the order in which screens show them.</summary>
    public static IReadOnlyList<Role> All { get; } = [Agent, Dispatcher, Supervisor, Manager, ProcessOwner, RuleAuthor, Administrator];

    public static Role? Find(string key) => All.FirstOrDefault(role => role.Key == key);
}
