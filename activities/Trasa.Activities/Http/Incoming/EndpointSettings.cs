using System.Text.Json.Nodes;
using Trasa.Engine.Calendars;
using Trasa.Engine.Values;
using Trasa.Model.Json;

namespace Trasa.Activities.Http.Incoming;

/// <summary>Who may call an endpoint and with what.</summary>
public sealed record EndpointSettings
{
    public const long DefaultSize = 1024 * 1024;

    /// <summary>A request becomes part of the state of an instance, so that there is an end to what any endpoint may take.</summary>
    public const long LargestSize = 10 * 1024 * 1024;

    public required string Path { get; init; }

    public required IReadOnlyList<string> Methods { get; init; }

    public bool Authorize { get; init; }

    public string? Policy { get; init; }

    public TimeSpan? Timeout { get; init; }

    public long RequestSize { get; init; } = DefaultSize;

    public long? FileSize { get; init; }

    public IReadOnlyList<string> AllowedExtensions { get; init; } = [];

    public IReadOnlyList<string> BlockedExtensions { get; init; } = [];

    public IReadOnlyList<string> AllowedMimeTypes { get; init; } = [];

    /// <summary>Outcomes that a refused request leaves by; without them it is refused before it reaches the workflow.</summary>
    public IReadOnlyList<string> Exposed { get; init; } = [];

    internal static EndpointSettings Read(Func<string, object?> input, JsonObject properties) => new()
    {
        Path = ValueConversion.Text(input("path")) ?? "",
        Methods = Texts(input("supportedMethods")) is { Count: > 0 } methods ? [.. methods.Select(method => method.ToUpperInvariant())] : ["GET"],
        Authorize = ValueConversion.ToBoolean(input("authorize")) ?? false,
        Policy = ValueConversion.Text(input("policy")) is { Length: > 0 } policy ? policy : null,
        Timeout = input("requestTimeout") is { } timeout ? PlainDuration.Read(timeout) : null,
        RequestSize = Size(input("requestSizeLimit")) ?? DefaultSize,
        FileSize = Size(input("fileSizeLimit")),
        AllowedExtensions = Texts(input("allowedFileExtensions")),
        BlockedExtensions = Texts(input("blockedFileExtensions")),
        AllowedMimeTypes = Texts(input("allowedMimeTypes")),
        Exposed = [.. EndpointRefusals.Members.Where(member => properties.Flag(member.Key)).Select(member => member.Value)],
    };

    internal Dictionary<string, object?> ToPayload() => new()
    {
        ["path"] = Path,
        ["supportedMethods"] = Methods,
        ["authorize"] = Authorize,
        ["policy"] = Policy,
        ["requestTimeout"] = Timeout is { } timeout ? timeout.ToString() : null,
        ["requestSizeLimit"] = RequestSize,
        ["fileSizeLimit"] = FileSize,
        ["allowedFileExtensions"] = AllowedExtensions,
        ["blockedFileExtensions"] = BlockedExtensions,
        ["allowedMimeTypes"] = AllowedMimeTypes,
        ["exposed"] = Exposed,
    };

    internal static EndpointSettings FromPayload(string? payload)
    {
        var map = JsonValues.Parse(payload) as IReadOnlyDictionary<string, object?> ?? new Dictionary<string, object?>();
        return Read(map.GetValueOrDefault, []) with { Exposed = Texts(map.GetValueOrDefault("exposed")) };
    }

    private static long? Size(object? value) => ValueConversion.ToNumber(value) is { } bytes and > 0 ? (long)Math.Min(bytes, LargestSize) : null;

    private static List<string> Texts(object? value) => [.. ValueConversion.ToList(value).Select(ValueConversion.Text).OfType<string>().Where(text => text.Length > 0)];
}
