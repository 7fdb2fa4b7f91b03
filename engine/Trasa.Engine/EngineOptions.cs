namespace Trasa.Engine;

/// <summary>What one burst may cost. An incident that stops an instance names the limit.</summary>
public sealed class EngineOptions
{
    /// <summary>Activities that one burst may execute; default 100,000. An endless loop ends here.</summary>
    public int StepsPerBurst { get; set; } = 100_000;

    /// <summary>Bytes of state that an instance may have at rest; default 16 MiB.</summary>
    public int StateSize { get; set; } = 16 * 1024 * 1024;

    /// <summary>The calendar that working time is counted on when a timer names none; default <c>default</c>.</summary>
    public string DefaultCalendar { get; set; } = "default";

    /// <summary>Compiled definitions kept in memory; default 1,000.</summary>
    public int CachedDefinitions { get; set; } = 1_000;
}
