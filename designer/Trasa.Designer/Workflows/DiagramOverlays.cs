using System.Text.Json.Serialization;

namespace Trasa.Designer.Workflows;

/// <summary>What is drawn over a diagram: where an instance stands, how often a step ran.</summary>
/// <param name="Activities">By activity id.</param>
/// <param name="Connections">How often a connection was taken, by <see cref="ConnectionKey"/>; null draws all alike.</param>
public sealed record DiagramOverlays(IReadOnlyDictionary<string, ActivityOverlay> Activities, IReadOnlyDictionary<string, int>? Connections = null)
{
    public static string ConnectionKey(string source, string port, string target) => $"{source}|{port}|{target}";
}

/// <param name="State">Decides the colour and the sign.</param>
/// <param name="Count">How often, or how many; null or 0 shows the state's name.</param>
/// <param name="Text">Shown instead of the count, e.g. <c>since 10:32</c>.</param>
public sealed record ActivityOverlay(OverlayState State, int? Count = null, string? Text = null);

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
