
using Trasa.Host.Identity;

namespace Trasa.Host.Components.Layout;

/// <summary>One place in the side navigation.</summary>
/// <param name="Href">Where it leads.</param>
/// <param name="Text">Its name (a text of the resources).</param>
/// <param name="Icon">Its drawing.</param>
/// <param name="Key">Typed after <c>g</c> to go there.</param>
/// <param name="Policy">Who sees it, or null for everybody.</param>
internal sealed record NavigationItem(string Href, string Text, string Icon, char Key, string? Policy = null)
{
    /// <summary>The place after which the record types stand that ask for one.</summary>
    public const string BeforeRecordTypes = "/records/contact";

    public static IReadOnlyList<NavigationItem> All { get; } =
    [
        new("/", "Home", "home", 'h'),
        new("/work", "My work", "inbox", 'w'),
        new("/cases", "Cases", "case", 'c'),
        new("/records/company", "Companies", "company", 'k'),
        new("/records/contact", "Contacts", "contact", 'p'),
        new("/leave", "Team leave", "calendar", 'l'),
        new("/workflows", "Workflows", "workflow", 'f', Policies.Processes),
        new("/decisions", "Decisions", "decision", 'd', Policies.Rules),
        new("/quarantine", "Quarantine", "quarantine", 'q', Policies.Dispatch),
        new("/administration", "Administration", "settings", 'a', Policies.Administration),
    ];

    public bool IsHome => Href == "/";
}
