using System.Collections.Concurrent;
using Trasa.Engine.Calendars.Files;
using Trasa.Engine.Calendars.Holidays;
using Trasa.Engine.Definitions;

namespace Trasa.Engine.Calendars.Published;

/// <summary>The published calendars, each compiled once per version.</summary>
public sealed class PublishedCalendars(IDefinitionStore definitions) : ICalendars
{
    private readonly ConcurrentDictionary<(string Key, int Version), WorkingCalendar> _compiled = new();

    public async ValueTask<WorkingCalendar?> FindAsync(string key, CancellationToken cancellationToken) =>
        await definitions.FindAsync(DefinitionKind.Calendar, key, null, cancellationToken).ConfigureAwait(false) is { } version ? Compile(version) : null;

    public async ValueTask<IReadOnlyList<WorkingCalendar>> AllAsync(CancellationToken cancellationToken)
    {
        var versions = await definitions.ListAsync(DefinitionKind.Calendar, cancellationToken).ConfigureAwait(false);
        return [.. versions.Where(version => version.IsPublished).OrderBy(version => version.Key, StringComparer.OrdinalIgnoreCase).Select(Compile)];
    }

    private WorkingCalendar Compile(DefinitionVersion version) =>
        _compiled.GetOrAdd((version.Key, version.Version), static (_, content) =>
            CalendarFile.TryRead(content, null, HolidaySets.BuiltIn, out var calendar, out var problems)
                ? new WorkingCalendar(calendar)
                : throw new InvalidOperationException($"A published calendar cannot be read: {problems[0]}"), version.Content);
}
