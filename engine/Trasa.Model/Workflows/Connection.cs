using System.Text.Json.Nodes;
using Trasa.Model.Json;

namespace Trasa.Model.Workflows;

/// <summary>An arrow of a flowchart: current (<c>source.activity</c>), without vertices, or flat (<c>source</c>, <c>sourcePort</c>).</summary>
public sealed class Connection(JsonObject json)
{
    public const string DefaultPort = "Done";

    public JsonObject Json { get; } = json;

    public string? SourceId => End("source");

    /// <summary>The outcome that it leaves from.</summary>
    public string SourcePort => Port("source", "sourcePort") ?? Port("source", "outcome") ?? DefaultPort;

    public string? TargetId => End("target");

    public string? TargetPort => Port("target", "targetPort");

    public static Connection Create(string source, string port, string target) => new(new JsonObject
    {
        ["source"] = new JsonObject { ["activity"] = source, ["port"] = port },
        ["target"] = new JsonObject { ["activity"] = target, ["port"] = "In" },
        ["vertices"] = new JsonArray(),
    });

    private string? End(string name) => Json.Member(name) switch
    {
        JsonObject end => end.Text("activity") ?? end.Text("activityId") ?? end.Text("id"),
        { } flat => JsonShapes.AsText(flat),
        null => Json.Text(name + "ActivityId") ?? Json.Text(name + "Id"),
    };

    private string? Port(string end, string flat) =>
        (Json.Member(end) is JsonObject nested ? nested.Text("port") : Json.Text(flat)) is { Length: > 0 } port ? port : null;
}
