using System.Globalization;
using System.Text;
using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Host.Identity;

namespace Trasa.Host.Records;

/// <summary>A list as CSV (RFC 4180), with the columns and the filter of the screen.</summary>
internal static class RecordExport
{
    private const int Batch = 500;

    private const int Most = 50_000;

    public static void MapRecordExport(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/export/{type}.csv", ExportAsync).RequireAuthorization().ExcludeFromDescription();

    private static async Task ExportAsync(string type, HttpContext context, IRecords records, IRecordTypes types, IRecordTitles titles, CancellationToken cancellationToken)
    {
        if (types.Current.Find(type) is not { } declared)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var list = RecordListQuery.Read(declared, context.Request.Query);
        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{type}.csv\"";
        await using var writer = new StreamWriter(context.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        var fields = declared.ListColumns.Select(declared.Find).OfType<RecordField>().ToList();
        await writer.WriteAsync(Line(fields.Select(field => field.Label)).AsMemory(), cancellationToken);
        var actor = context.User.Actor();
        for (var skip = 0; skip < Most; skip += Batch)
        {
            var page = await records.QueryAsync(null, list.ToQuery(type, Batch, skip), actor, cancellationToken);
            var names = await titles.OfReferencesAsync(page.Records, actor, cancellationToken);
            foreach (var record in page.Records)
                await writer.WriteAsync(Line(fields.Select(field => Text(field, record[field.Name], names))).AsMemory(), cancellationToken);
            if (page.Records.Count < Batch) break;
        }
    }

    private static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    internal static string Cell(string text)
    {
        // A spreadsheet would run what begins with one of these as a formula.
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' && !decimal.TryParse(text, CultureInfo.InvariantCulture, out _)) text = "'" + text;
        return text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    private static string Text(RecordField field, object? value, IReadOnlyDictionary<RecordReference, string> names) => value switch
    {
        null => "",
        Guid id => names.GetValueOrDefault(new(field.Target ?? "", id), id.ToString()),
        DateTimeOffset instant => instant.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        bool yes => yes ? "yes" : "no",
        IEnumerable<object?> several => string.Join("; ", several.Select(item => Text(field, item, names))),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
