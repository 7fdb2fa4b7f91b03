using System.Text;
using Trasa.Crm.Metadata;
using Trasa.Crm.Views;
using Trasa.Host.Identity;

namespace Trasa.Host.Records;

/// <summary>A list as CSV (RFC 4180), with the columns and the filter of the screen.</summary>
internal static class ListExport
{
    private const int Most = 50_000;

    public static void MapRecordExport(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/export/{type}.csv", ExportAsync).RequireAuthorization().ExcludeFromDescription();

    private static async Task ExportAsync(string type, HttpContext context, IRecordTypes types, IRecordExport export, CancellationToken cancellationToken)
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
        await export.WriteCsvAsync(writer, list.ToQuery(type, take: Most), null, Most, context.User.Actor(), cancellationToken);
    }
}
