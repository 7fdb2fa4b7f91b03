using System.Globalization;
using Trasa.Crm.Messaging;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Cases;

/// <summary>The due times of a case in words, as templates name them: <c>due.response</c>, <c>due.resolution</c>.</summary>
public sealed class CaseTimes(IRecords records, MessagingOptions options)
{
    /// <summary>Adds <c>due</c> to what a template may name.</summary>
    public async Task<IReadOnlyDictionary<string, object?>> AddAsync(IUnitOfWork work, Guid caseId, IReadOnlyDictionary<string, object?> extra, CancellationToken cancellationToken)
    {
        var found = await records.FindAsync(work, "case", caseId, Actor.System, cancellationToken).ConfigureAwait(false);
        return new Dictionary<string, object?>(extra)
        {
            ["due"] = new Dictionary<string, object?>
            {
                ["response"] = InWords(found?["responseDueAt"], found?.Text("language")),
                ["resolution"] = InWords(found?["resolutionDueAt"], found?.Text("language")),
            },
        };
    }

    private string? InWords(object? due, string? language) => due is DateTimeOffset instant
        ? TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone)).ToString("dddd, d MMMM yyyy, HH:mm", CultureInfo.GetCultureInfo(language ?? "en"))
        : null;
}
