using System.Security.Claims;
using Trasa.Crm.Records;
using Trasa.Crm.Sla;
using Trasa.Host.Identity;
using Trasa.Host.Timelines;

namespace Trasa.Host.Api;

/// <summary>What happened to a record, and its SLA clocks.</summary>
internal static class TimelineEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/records/{type}/{id:guid}/timeline", async (string type, Guid id, ClaimsPrincipal user, IRecords records, RecordStory story, CancellationToken cancellationToken) =>
                await story.ReadAsync((await VisibleAsync(type, id, user, records, cancellationToken)).Reference, user.Actor(), TimeZoneInfo.Utc, cancellationToken))
            .WithTags("Records").WithSummary("Messages, notes, changes, decisions, tasks and clocks in plain words, newest first.");
        api.MapGet("/records/{type}/{id:guid}/sla", ClocksAsync)
            .WithTags("Records").WithSummary("The SLA clocks, each with its ledger and how its due time was computed.");
    }

    private static async Task<IResult> ClocksAsync(string type, Guid id, ClaimsPrincipal user, IRecords records, ISlaClocks clocks, CancellationToken cancellationToken)
    {
        var record = await VisibleAsync(type, id, user, records, cancellationToken);
        List<object> answer = [];
        foreach (var clock in await clocks.OfSubjectAsync(record.Reference.ToString(), cancellationToken))
        {
            var ledger = await clocks.LedgerAsync(clock.Id, cancellationToken);
            answer.Add(new
            {
                clock.Id, clock.Target, clock.Policy, clock.Calendar, duration = clock.Duration.ToString(), clock.Priority, state = clock.State.ToString(),
                clock.StartedAt, clock.DueAt, clock.WarnAt, clock.PausedAt, clock.BreachedAt, clock.EndedAt, explanation = clock.Explanation.ToString(),
                ledger = ledger.Select(line => new { line.At, kind = line.Kind.ToString(), line.Reason, line.OldDue, line.NewDue, line.Actor }),
            });
        }

        return Results.Ok(answer);
    }

    private static async Task<Record> VisibleAsync(string type, Guid id, ClaimsPrincipal user, IRecords records, CancellationToken cancellationToken) =>
        await records.FindAsync(null, type, id, user.Actor(), cancellationToken) ?? throw new RecordNotFoundException(new(type, id));
}
