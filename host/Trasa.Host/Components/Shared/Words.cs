using Trasa.Crm.Metadata;

namespace Trasa.Host.Components.Shared;

/// <summary>Words of the data as the screens show them.</summary>
internal static class Words
{
    public static string Capital(string word) => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..];

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
}
