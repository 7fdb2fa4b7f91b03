using System.Text.RegularExpressions;
using Trasa.Crm.Metadata;
using Trasa.Engine.Instances;

namespace Trasa.Host.Components.Shared;

/// <summary>Words of the data as the screens show them.</summary>
internal static partial class Words
{
    public static string Capital(string word) => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..];

    /// <summary>The end of an identifier: enough to tell two apart.</summary>
    public static string Tail(Guid id) => id.ToString("N")[^6..];

    /// <summary>As within a sentence.</summary>
    public static string Lower(string word) => word.Length == 0 ? word : char.ToLowerInvariant(word[0]) + word[1..];

    /// <summary>"4 wh" as people say it: "4 working hours".</summary>
    public static string Duration(string text) => WorkingTime().Replace(text, part =>
    {
        var unit = part.Groups["unit"].Value switch { "wmin" => "working minute", "wh" => "working hour", _ => "working day" };
        return $"{part.Groups["count"].Value} {unit}{(part.Groups["count"].Value == "1" ? "" : "s")}";
    });

    /// <summary>A name of a program as people write it: <c>firstResponse</c> is "First response".</summary>
    public static string Name(string name) => Capital(Hump().Replace(name, part => $" {char.ToLowerInvariant(part.Value[0])}"));

    public static string Of(InstanceStatus status) => status switch
    {
        InstanceStatus.Running => "Running",
        InstanceStatus.Suspended => "Waiting",
        InstanceStatus.Finished => "Finished",
        InstanceStatus.Faulted => "Faulted",
        InstanceStatus.Cancelled => "Cancelled",
        InstanceStatus.OnHold => "On hold",
    };

    public static string Tone(InstanceStatus status) => status switch
    {
        InstanceStatus.Running or InstanceStatus.Suspended => "info",
        InstanceStatus.Finished => "ok",
        InstanceStatus.Faulted => "bad",
        InstanceStatus.Cancelled => "quiet",
        InstanceStatus.OnHold => "warn",
    };

    /// <summary>The tone of a chip for the colour word of a field's option.</summary>
    public static string Tone(FieldOption? option) => option?.Color switch
    {
        "success" => "ok",
        "warning" => "warn",
        "danger" => "bad",
        "info" or "primary" => "info",
        "light" => "quiet",
        _ => "neutral",
    };

    [GeneratedRegex(@"\b(?<count>\d+) (?<unit>wmin|wh|wd)\b")]
    private static partial Regex WorkingTime();

    [GeneratedRegex("(?<=[a-z0-9])[A-Z](?=[a-z])")]
    private static partial Regex Hump();
}
