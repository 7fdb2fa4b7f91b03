using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using Trasa.Crm.Attachments;
using Trasa.Crm.ChangeLog;
using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine.Stores;
using Trasa.Host.Identity;
using Trasa.Host.Records;

namespace Trasa.Host.Api;

/// <summary>Every record type as a resource, made from its declaration.</summary>
internal static class RecordEndpoints
{
    private const int MostAtOnce = 500;

    public static void Map(IEndpointRouteBuilder api)
    {
        var records = api.MapGroup("/records").WithTags("Records");
        records.MapGet("/", (IRecordTypes types) => types.Current.All.OrderBy(type => type.Key))
            .WithSummary("The record types with their fields, states and rights.");
        records.MapGet("/{type}", QueryAsync)
            .WithSummary("Records of a type. Filter with field=value, field.before=, field.after=, field.contains=, field.not=, field.empty=; q= searches; order=-field; skip= and take=.").Answers(StatusCodes.Status422UnprocessableEntity);
        records.MapGet("/{type}/{id:guid}", FindAsync).WithSummary("One record; its ETag is the revision.");
        records.MapPost("/{type}", CreateAsync).WithSummary("Creates a record.").Answers(StatusCodes.Status201Created, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);
        records.MapPatch("/{type}/{id:guid}", UpdateAsync).WithSummary("Changes the given fields. With If-Match the record must still have that revision.").Answers(StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);
        records.MapDelete("/{type}/{id:guid}", DeleteAsync).WithSummary("Deletes a record.").Answers(StatusCodes.Status204NoContent, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);
        records.MapPost("/{type}/{id:guid}/{verb}", RunVerbAsync).WithSummary("Does what a verb of the type says, with its inputs as the body.").Answers(StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);
        records.MapGet("/attachment/{id:guid}/content", OpenAsync).WithSummary("The file itself.");
        records.MapGet("/{type}/{id:guid}/changes", (string type, Guid id, ClaimsPrincipal user, IChangeLog log, CancellationToken cancellationToken) =>
                log.ReadAsync(new(type, id), user.Actor(), cancellationToken))
            .WithSummary("Who changed what, oldest first.");
    }

    private static async Task<RecordList> QueryAsync(
        string type, HttpRequest request, ClaimsPrincipal user, IRecords records, IRecordTypes types, int skip = 0, int take = 50, CancellationToken cancellationToken = default)
    {
        if (take is < 1 or > MostAtOnce) throw new BadRequestException($"take is between 1 and {MostAtOnce}; got {take}.");
        var declared = types.Current[type];
        var query = RecordListQuery.Read(declared, request.Query, name => throw new BadRequestException(
            $"'{name}' is no field of {type} or no known comparison. Fields: {string.Join(", ", declared.Fields.Select(field => field.Name))}."));
        var page = await records.QueryAsync(null, query.ToQuery(type, take, skip), user.Actor(), cancellationToken);
        return new(page.Total, [.. page.Records.Select(RecordView.Of)]);
    }

    private static async Task<IResult> FindAsync(string type, Guid id, HttpResponse response, ClaimsPrincipal user, IRecords records, CancellationToken cancellationToken)
    {
        var record = await records.FindAsync(null, type, id, user.Actor(), cancellationToken) ?? throw new RecordNotFoundException(new(type, id));
        return Answer(response, record);
    }

    /// <summary>Always to be saved and never shown by the browser: what a stranger sent in would run as ours.</summary>
    private static async Task<IResult> OpenAsync(Guid id, ClaimsPrincipal user, IAttachments attachments, CancellationToken cancellationToken)
    {
        var file = await attachments.OpenAsync(null, id, user.Actor(), cancellationToken) ?? throw new RecordNotFoundException(new("attachment", id));
        return Results.File(file.Content.ToArray(), "application/octet-stream", file.Name);
    }

    private static async Task<IResult> CreateAsync(
        string type, JsonElement body, HttpResponse response, ClaimsPrincipal user, IRecords records, IDatabase database, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        var record = await records.CreateAsync(work, type, Values(body), user.Actor(), cancellationToken);
        await work.CommitAsync(cancellationToken);
        response.Headers.ETag = Tag(record);
        return Results.Created($"/api/records/{type}/{record.Id}", RecordView.Of(record));
    }

    private static async Task<IResult> UpdateAsync(
        string type, Guid id, JsonElement body, HttpRequest request, HttpResponse response, ClaimsPrincipal user, IRecords records, IDatabase database, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        var record = await records.UpdateAsync(work, type, id, Values(body), Revision(request), user.Actor(), cancellationToken);
        await work.CommitAsync(cancellationToken);
        return Answer(response, record);
    }

    private static async Task<IResult> DeleteAsync(
        string type, Guid id, ClaimsPrincipal user, IRecords records, IDatabase database, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        await records.DeleteAsync(work, type, id, user.Actor(), cancellationToken);
        await work.CommitAsync(cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> RunVerbAsync(
        string type, Guid id, string verb, JsonElement? body, HttpResponse response, ClaimsPrincipal user, IRecordVerbs verbs, IRecordTypes types, IDatabase database, CancellationToken cancellationToken)
    {
        var declared = types.Current[type].Verbs.FirstOrDefault(one => string.Equals(one.Key, verb, StringComparison.OrdinalIgnoreCase)) ?? throw new NotThereException($"{type} has no verb '{verb}'.");
        await using var work = await database.BeginAsync(cancellationToken);
        var record = await verbs.RunAsync(work, new(type, id), declared.Key, body is { } inputs ? Values(inputs) : null, user.Actor(), cancellationToken);
        await work.CommitAsync(cancellationToken);
        return Answer(response, record);
    }

    private static IResult Answer(HttpResponse response, Record record)
    {
        response.Headers.ETag = Tag(record);
        return Results.Ok(RecordView.Of(record));
    }

    private static string Tag(Record record) => $"\"{record.Revision.ToString(CultureInfo.InvariantCulture)}\"";

    private static long? Revision(HttpRequest request)
    {
        var given = request.Headers.IfMatch.ToString().Trim('"');
        if (given.Length == 0 || given == "*") return null;
        return long.TryParse(given, CultureInfo.InvariantCulture, out var revision)
            ? revision
            : throw new BadRequestException($"If-Match holds the revision of the record in quotes, e.g. \"3\"; got {given}.");
    }

    private static IReadOnlyDictionary<string, object?> Values(JsonElement body) => JsonBody.Members(body, "the fields and their values");

    internal sealed record RecordList(int Total, IReadOnlyList<RecordView> Records);

    internal sealed record RecordView(string Type, Guid Id, long Revision, IReadOnlyDictionary<string, object?> Values)
    {
        public static RecordView Of(Record record) => new(record.Type, record.Id, record.Revision, record.Values);
    }
}
