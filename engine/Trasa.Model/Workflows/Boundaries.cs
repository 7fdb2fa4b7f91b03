using System.Text.Json.Nodes;
using Trasa.Model.Json;

namespace Trasa.Model.Workflows;

/// <summary>
/// Timers and events at the edge of any activity, kept in its <c>customProperties.boundaries</c> so that other engines
/// open the file. Each adds an outcome to the activity.
/// </summary>
public static class Boundaries
{
    public static IReadOnlyList<Boundary> Of(ActivityNode node) =>
        node.CustomProperties is { } custom ? [.. custom.Objects("boundaries").Select(json => new Boundary(json))] : [];
}

/// <summary>
/// <c>{"kind": "timer"|"event", "outcome": "Overdue", "interrupting": true, "repeat": false, "duration": ..., "dueDate": ...,
/// "calendar": ..., "eventName": ..., "correlationId": ...}</c>; the last five are wrapped inputs or plain values.
/// </summary>
public sealed class Boundary(JsonObject json)
{
    public JsonObject Json { get; } = json;

    public bool IsTimer => !string.Equals(Json.Text("kind"), "event", StringComparison.OrdinalIgnoreCase);

    public string Outcome => Json.Text("outcome") is { Length: > 0 } outcome ? outcome : IsTimer ? "Timeout" : EventText ?? "Event";

    /// <summary>Whether the activity is cancelled when it fires; otherwise it goes on besides.</summary>
    public bool IsInterrupting => Json.Flag("interrupting", otherwise: true);

    public bool Repeats => Json.Flag("repeat");

    public ExpressionSource? Duration => Read("duration");

    public ExpressionSource? DueDate => Read("dueDate");

    public ExpressionSource? Calendar => Read("calendar");

    public ExpressionSource? EventName => Read("eventName");

    public ExpressionSource? CorrelationId => Read("correlationId");

    private string? EventText => EventName is { Type: ExpressionSource.Literal } name ? name.Text : null;

    private ExpressionSource? Read(string name) => ExpressionSource.Read(Json.Member(name));
}
