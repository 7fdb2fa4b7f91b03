namespace Trasa.Host.Identity;

/// <summary>Light, dark, or as the system says. A cookie carries it, so that the first paint is already right.</summary>
/// <param name="Key">As stored.</param>
/// <param name="LightMedia">When the light style sheet applies.</param>
/// <param name="DarkMedia">When the dark style sheet applies.</param>
internal sealed record ColourScheme(string Key, string LightMedia, string DarkMedia)
{
    public const string Cookie = "trasa.theme";

    private static readonly ColourScheme[] All =
    [
        new("system", "(prefers-color-scheme: light)", "(prefers-color-scheme: dark)"),
        new("light", "all", "not all"),
        new("dark", "not all", "all"),
    ];

    public static ColourScheme Of(string? key) => All.FirstOrDefault(theme => theme.Key == key) ?? All[0];
}
