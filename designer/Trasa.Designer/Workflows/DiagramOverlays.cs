using System.Text.Json.Serialization;

namespace Trasa.Designer.Workflows;

/// <summary>What is drawn over a diagram: where an instance stands, how often a step ran.</summary>
/// <param name="Activities">By activity id.</param>
/// <param name="Connections">How often a connection was taken, by <see cref="ConnectionKey"/>; null draws all alike.</param>
public sealed record DiagramOverlays(IReadOnlyDictionary<string, ActivityOverlay> Activities, IReadOnlyDictionary<string, int>? Connections = null)
{
    /// <summary>The figures of many instances, or the stand of one: what is stuck outweighs what waits, and that what is done.</summary>
    public static DiagramOverlays Of(IEnumerable<ActivityFigures> figures) =>
        new(figures.ToDictionary(figure => figure.ActivityId, Overlay));

    private static ActivityOverlay Overlay(ActivityFigures figures) => figures switch
    {
        { Incidents: > 0 } => new(OverlayState.Faulted, Count(figures.Incidents)),
        { Waiting: > 0 } => new(OverlayState.Waiting, Count(figures.Waiting), figures.Text),
        { Completed: > 0 } => new(OverlayState.Done, Count(figures.Completed)),
        _ => new(OverlayState.None),
    };

    private static int Count(long number) => (int)Math.Min(number, int.MaxValue);

    public static string ConnectionKey(string source, string port, string target) => $"{source}|{port}|{target}";
}

/// <param name="ActivityId">The activity.</param>
/// <param name="Waiting">Instances that wait there.</param>
/// <param name="Incidents">Incidents there that nobody has settled.</param>
/// <param name="Completed">How often it was completed.</param>
/// <param name="Text">Shown instead of how many wait, or null.</param>
public readonly record struct ActivityFigures(string ActivityId, long Waiting, long Incidents, long Completed, string? Text = null);

/// <param name="State">Decides the colour and the sign.</param>
/// <param name="Count">How often, or how many; null or 0 shows the state's name.</param>
/// <param name="Text">Shown instead of the count, e.g. <c>since 10:32</c>.</param>
/// <param name="Heat">How warm the step is drawn, 0 to 1; null draws it as it is.</param>
public sealed record ActivityOverlay(OverlayState State, int? Count = null, string? Text = null, double? Heat = null);

[JsonConverter(typeof(JsonStringEnumConverter<OverlayState>))]
public enum OverlayState
{
    [JsonStringEnumMemberName("none")]
    None,

    [JsonStringEnumMemberName("done")]
    Done,

    [JsonStringEnumMemberName("waiting")]
    Waiting,

    [JsonStringEnumMemberName("running")]
    Running,

    [JsonStringEnumMemberName("faulted")]
    Faulted,

    [JsonStringEnumMemberName("cancelled")]
    Cancelled,
}
