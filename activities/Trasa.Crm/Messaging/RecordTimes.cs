using System.Globalization;
using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Messaging;

/// <summary>The due times of a record in words, as templates name them: <c>due.response</c> is its field <c>responseDueAt</c>.</summary>
public sealed class RecordTimes(IRecords records, IRecordTypes types, MessagingOptions options)
{
    private const string Suffix = "DueAt";

    /// <summary>Adds <c>due</c> to what a template may name.</summary>
    public async Task<IReadOnlyDictionary<string, object?>> AddAsync(IUnitOfWork work, RecordReference about, IReadOnlyDictionary<string, object?> extra, CancellationToken cancellationToken)
    {
        var found = await records.FindAsync(work, about.Type, about.Id, Actor.System, cancellationToken).ConfigureAwait(false);
        var due = (types.Current.Find(about.Type)?.Fields ?? [])
            .Where(field => field.Type == FieldType.DateTime && field.Name.Length > Suffix.Length && field.Name.EndsWith(Suffix, StringComparison.Ordinal))
            .ToDictionary(field => field.Name[..^Suffix.Length], field => (object?)InWords(found?[field.Name], found?.Text("language")));
        return new Dictionary<string, object?>(extra) { ["due"] = due };
    }

    private string? InWords(object? due, string? language) => due is DateTimeOffset instant
        ? TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone)).ToString("dddd, d MMMM yyyy, HH:mm", CultureInfo.GetCultureInfo(language ?? "en"))
        : null;
}
