using Trasa.Engine.Execution;

namespace Trasa.Engine.Catalogue;

/// <summary>Activity types that are made rather than registered one by one, e.g. from the metadata of record types.</summary>
public interface IActivitySource
{
    /// <summary>Null when the type is not one of its own. May answer differently later, when the metadata changed.</summary>
    Activity? Find(string type);

    IEnumerable<Activity> All { get; }
}
