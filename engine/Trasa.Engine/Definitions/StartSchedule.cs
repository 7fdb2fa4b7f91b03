using System.Diagnostics.CodeAnalysis;
using Trasa.Engine.Calendars;
using Trasa.Engine.Execution;
using Trasa.Engine.Values;

namespace Trasa.Engine.Definitions;

/// <summary>
/// When a workflow starts by itself: <c>every 01:00:00</c>, <c>cron 0 9 * * MON-FRI @ Europe/Bucharest</c> or <c>at 2026-03-01T09:00:00Z</c>.
/// </summary>
/// <remarks>Ticks that nobody was there for are made up by one start, not by one each.</remarks>
public sealed class StartSchedule
{
    /// <summary>More often than this is an endless loop with pauses.</summary>
    public static readonly TimeSpan ShortestInterval = TimeSpan.FromSeconds(1);

    private readonly Func<DateTimeOffset, DateTimeOffset, DateTimeOffset?> _next;

    private StartSchedule(string text, Func<DateTimeOffset, DateTimeOffset, DateTimeOffset?> next) => (Text, _next) = (text, next);

    /// <summary>As it is stored; the same text is the same schedule.</summary>
    public string Text { get; }

    /// <summary>The first tick after <paramref name="last"/> that lies after <paramref name="now"/>; null when there is none.</summary>
    public DateTimeOffset? Next(DateTimeOffset last, DateTimeOffset now) => _next(last, now);

    public static bool TryParse(string text, [NotNullWhen(true)] out StartSchedule? schedule, [NotNullWhen(false)] out string? problem)
    {
        var cut = text.IndexOf(' ', StringComparison.Ordinal);
        var (kind, rest) = cut < 0 ? (text, "") : (text[..cut], text[(cut + 1)..].Trim());
        (schedule, problem) = kind switch
        {
            "every" => Every(rest),
            "cron" => Cron(rest),
            "at" => At(rest),
            _ => (null, $"'{text}' is no schedule."),
        };
        return schedule is not null;
    }

    public static (StartSchedule? Schedule, string? Problem) Every(object? interval)
    {
        if (PlainDuration.Read(interval) is not { } length) return (null, $"'{ValueConversion.Text(interval)}' is no interval; write 00:15:00, PT15M or 15 min. Working time needs a calendar: let a cron expression start the workflow and wait inside it.");
        if (length < ShortestInterval) return (null, $"An interval of {length} is too short; the shortest is {ShortestInterval}.");
        return (new($"every {length:c}", (last, now) => now < last ? last + length : last + (length * (Math.Floor((now - last) / length) + 1))), null);
    }

    /// <param name="expression">The expression, with the time zone after an <c>@</c> or UTC.</param>
    public static (StartSchedule? Schedule, string? Problem) Cron(string expression)
    {
        // The word @daily begins with the sign that the time zone stands behind.
        var at = expression.TrimEnd().LastIndexOf('@');
        string[] parts = at > 0 && expression[..at].Trim().Length > 0 ? [expression[..at].Trim(), expression[(at + 1)..].Trim()] : [expression.Trim()];
        if (!CronExpression.TryParse(parts[0], out var cron, out var problem)) return (null, problem);
        var zone = TimeZoneInfo.Utc;
        if (parts.Length == 2 && parts[1].Length > 0 && !TimeZoneInfo.TryFindSystemTimeZoneById(parts[1], out zone)) return (null, $"'{parts[1]}' is not a time zone; write one such as Europe/Bucharest.");
        return (new($"cron {parts[0]}{(parts.Length == 2 ? " @ " + parts[1] : "")}", (last, now) => cron.Next(last > now ? last : now, zone!)), null);
    }

    public static (StartSchedule? Schedule, string? Problem) At(object? instant) => ValueConversion.ToInstant(instant) is { } at
        ? (new($"at {ValueConversion.Text(at.ToUniversalTime())}", (last, now) => at > last && at >= now ? at : null), null)
        : (null, $"'{ValueConversion.Text(instant)}' is no instant; write one such as 2026-03-01T09:00:00Z.");
}
