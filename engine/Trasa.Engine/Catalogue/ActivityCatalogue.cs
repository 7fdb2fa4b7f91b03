using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;
using Trasa.Engine.Execution;
using Trasa.Model.Activities;

namespace Trasa.Engine.Catalogue;

/// <summary>Every activity type: the registered ones and those of the sources.</summary>
/// <remarks>Activities may ask for the engine, and the engine needs the activities: they are made at first use.</remarks>
public sealed class ActivityCatalogue : IActivityCatalogue
{
    private static readonly string[] Old = ["Elsa.Workflows.", "Elsa.Activities.", "Elsa.Http.", "Elsa.Scheduling.", "Elsa.JavaScript.", "Elsa.Expressions.JavaScript."];

    private readonly Lazy<FrozenDictionary<string, Activity>> _registered;
    private readonly Lazy<IActivitySource[]> _sources;

    public ActivityCatalogue(IServiceProvider services)
        : this(services.GetServices<Activity>, services.GetServices<IActivitySource>)
    {
    }

    public ActivityCatalogue(Func<IEnumerable<Activity>> activities, Func<IEnumerable<IActivitySource>> sources)
    {
        _registered = new(() => Index(activities()));
        _sources = new(() => [.. sources()]);
    }

    public IReadOnlyList<ActivityDescriptor> All =>
    [
        .. _registered.Value.Values
            .Concat(_sources.Value.SelectMany(source => source.All))
            .Select(activity => activity.Descriptor)
            .OrderBy(descriptor => descriptor.Category, StringComparer.Ordinal)
            .ThenBy(descriptor => descriptor.DisplayName, StringComparer.Ordinal),
    ];

    public ActivityDescriptor? Find(string type) => FindActivity(type)?.Descriptor;

    public Activity? FindActivity(string type)
    {
        if (_registered.Value.TryGetValue(type, out var activity)) return activity;
        foreach (var source in _sources.Value)
            if (source.Find(type) is { } made) return made;
        return Plain(type) is { } plain && _registered.Value.TryGetValue(plain, out activity) ? activity : null;
    }

    /// <summary>Elsa's own types as older versions wrote them: with the namespace of the class, its assembly, or its type arguments.</summary>
    private static string? Plain(string type)
    {
        var end = type.AsSpan().IndexOfAny('`', '<', ',');
        var name = end < 0 ? type : type[..end];
        if (end < 0 && !Old.Any(space => name.StartsWith(space, StringComparison.Ordinal))) return null;
        return "Elsa." + name[(name.LastIndexOf('.') + 1)..];
    }

    private static FrozenDictionary<string, Activity> Index(IEnumerable<Activity> activities)
    {
        var byType = new Dictionary<string, Activity>(StringComparer.Ordinal);
        foreach (var activity in activities) byType[activity.Descriptor.Type] = activity;
        return byType.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
