using Trasa.Model.Activities;

namespace Trasa.Designer.Workflows;

/// <summary>What the script is given when it is mounted; the names are those of its <c>Options</c>.</summary>
internal sealed record DesignerOptions(
    string Mode,
    string Key,
    string Title,
    string Content,
    int Version,
    int Revision,
    bool IsDraft,
    bool CanPublish,
    IReadOnlyList<ActivityDescriptor> Descriptors,
    IReadOnlyDictionary<string, string> Texts,
    string Language,
    string? Back = null,
    DiagramOverlays? Overlays = null,
    int Largest = DesignerLimits.LargestMessage,
    ComparedVersions? Compare = null,
    string? Zone = null)
{
    public const string Edit = "edit";
    public const string View = "view";
}

/// <summary>Two versions that are compared as soon as the designer is there; 0 is what is on the canvas.</summary>
public sealed record ComparedVersions(int Older, int Newer);
