using System.Globalization;
using Trasa.Activities.Templates;
using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Messaging;

/// <summary>The due times of a record in words, as templates name them: <c>due.response</c> is its field <c>responseDueAt</c>.</summary>
public sealed class RecordTimes(IRecords records, IRecordTypes types, MessageTemplates templates, MessagingOptions options)
{
    private const string Suffix = "DueAt";

    /// <summary>Adds <c>due</c> to what a template may name, in the language that the text will be in.</summary>
    /// <param name="work">The transaction that writes.</param>
    /// <param name="about">The record.</param>
    /// <param name="template">What the customer of the record is written, or null for colleagues.</param>
    /// <param name="extra">What the template may name besides.</param>
    /// <param name="cancellationToken">Stops waiting for the database.</param>
    public async Task<IReadOnlyDictionary<string, object?>> AddAsync(IUnitOfWork work, RecordReference about, string? template, IReadOnlyDictionary<string, object?> extra, CancellationToken cancellationToken)
    {
        var found = await records.FindAsync(work, about.Type, about.Id, Actor.System, cancellationToken).ConfigureAwait(false);
        var language = template is null ? MessageTemplates.FallbackLanguage : await templates.LanguageAsync(template, found?.Text("language"), cancellationToken).ConfigureAwait(false);
        var due = (types.Current.Find(about.Type)?.Fields ?? [])
            .Where(field => field.Type == FieldType.DateTime && field.Name.Length > Suffix.Length && field.Name.EndsWith(Suffix, StringComparison.Ordinal))
            .ToDictionary(field => field.Name[..^Suffix.Length], field => (object?)InWords(found?[field.Name], language));
        return new Dictionary<string, object?>(extra) { ["due"] = due };
    }

    private string? InWords(object? due, string language) => due is DateTimeOffset instant
        ? TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone)).ToString("dddd, d MMMM yyyy, HH:mm", CultureInfo.GetCultureInfo(language))
        : null;
}
