namespace Trasa.Model.Activities;

/// <summary>The activity types that are there.</summary>
public interface IActivityCatalogue
{
    /// <summary>Null for an unknown type.</summary>
    ActivityDescriptor? Find(string type);

    IReadOnlyList<ActivityDescriptor> All { get; }
}
