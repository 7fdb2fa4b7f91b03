using Trasa.Engine.Stores;

namespace Trasa.Host.Hosting;

/// <summary>What the command line says about one host.</summary>
/// <param name="Database">Where the data is.</param>
internal sealed record HostSettings(DatabaseAddress Database)
{
    /// <summary>Addresses to listen on, separated by semicolons.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:5080";

    public string[] Addresses => Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>A new database gets the sample organisation, and on loopback its people can be signed in as.</summary>
    public bool WithSampleOrganisation { get; init; }

    /// <summary>Where mail and text messages go in and out as files.</summary>
    public string DataFolder { get; init; } = "data";

    /// <summary>Where log files go, or null for none.</summary>
    public string? LogFolder { get; init; } = Path.Combine("data", "logs");
}
