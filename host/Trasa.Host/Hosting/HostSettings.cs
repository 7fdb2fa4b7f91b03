using Trasa.Engine.Stores;

namespace Trasa.Host.Hosting;

/// <summary>What the command line says about one host.</summary>
/// <param name="Database">Where the data is.</param>
internal sealed record HostSettings(DatabaseAddress Database)
{
    /// <summary>The folder of a host that is told nothing else: what <c>TRASA_DATA</c> names, else <c>data</c> where it was started.</summary>
    public static string DefaultFolder => Environment.GetEnvironmentVariable("TRASA_DATA") is { Length: > 0 } folder ? folder : "data";

    /// <summary>The database in it.</summary>
    public static string DefaultDatabase => $"sqlite:{Path.Combine(DefaultFolder, "trasa.db")}";

    /// <summary>Addresses to listen on, separated by semicolons.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:5080";

    public string[] Addresses => Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>A new database gets the sample organisation, and on loopback its people can be signed in as.</summary>
    public bool WithSampleOrganisation { get; init; }

    /// <summary>How often one address may try to sign in within a minute; an office whose people come from one address may need more.</summary>
    public int SignInsPerMinute { get; init; } = int.TryParse(Environment.GetEnvironmentVariable("TRASA_SIGN_INS_PER_MINUTE"), out var most) && most > 0 ? most : 20;

    /// <summary>Where mail and text messages go in and out as files.</summary>
    public string DataFolder { get; init; } = DefaultFolder;

    /// <summary>Where log files go, or null for none.</summary>
    public string? LogFolder { get; init; } = Path.Combine(DefaultFolder, "logs");
}
