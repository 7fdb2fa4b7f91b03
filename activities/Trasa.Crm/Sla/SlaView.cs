namespace Trasa.Crm.Sla;

/// <summary>A clock as expressions, templates and event payloads see it.</summary>
internal static class SlaView
{
    public static Dictionary<string, object?> Of(SlaClock clock) => new(StringComparer.Ordinal)
    {
        ["id"] = clock.Id.ToString(),
        ["subject"] = clock.Subject,
        ["target"] = clock.Target,
        ["policy"] = clock.Policy,
        ["calendar"] = clock.Calendar,
        ["duration"] = clock.Duration.ToString(),
        ["priority"] = clock.Priority,
        ["state"] = Words(clock.State),
        ["open"] = clock.IsOpen,
        ["startedAt"] = clock.StartedAt,
        ["due"] = clock.DueAt,
        ["warnAt"] = clock.WarnAt,
        // A clock that gives no warning has none left to give.
        ["warned"] = clock.WarnedAt is not null || clock.WarnAt is null,
        ["breached"] = clock.BreachedAt is not null,
        ["breachedAt"] = clock.BreachedAt,
        ["acknowledged"] = clock.AcknowledgedAt is not null,
        ["explanation"] = clock.Explanation.ToString(),
    };

    public static Dictionary<string, object?> Of(SlaClock clock, SlaLine line) => new(Of(clock), StringComparer.Ordinal)
    {
        ["entry"] = line.Kind.ToString(),
        ["reason"] = line.Reason,
        ["oldDue"] = line.OldDue,
    };

    public static string Words(SlaState state) => state switch
    {
        SlaState.Running => "Running",
        SlaState.Paused => "Paused",
        SlaState.BreachedOpen => "Breached",
        SlaState.Met => "Met",
        SlaState.MetLate => "Met late",
        SlaState.Cancelled => "Cancelled",
    };
}
