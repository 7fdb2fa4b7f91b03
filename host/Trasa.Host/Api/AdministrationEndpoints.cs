using System.Security.Claims;
using Trasa.Engine.Calendars;
using Trasa.Host.Identity;

namespace Trasa.Host.Api;

/// <summary>
/// What administrators do besides records: the keys of programs, first passwords, and when it is open. People, teams and positions are records
/// (<c>/api/records/user</c>), as they are on the screens; calendars come with process packs.
/// </summary>
internal static class AdministrationEndpoints
{
    private const int LongestName = 100;

    private static readonly DayOfWeek[] s_week = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    public static void Map(IEndpointRouteBuilder api)
    {
        var administration = api.MapGroup("").WithTags("Administration").RequireAuthorization(Policies.Administration);
        administration.MapGet("/keys", (ApiKeys keys, CancellationToken cancellationToken) => keys.ListAsync(cancellationToken)).WithSummary("The keys of programs and whose authority they carry, newest first; never the keys themselves.");
        administration.MapPost("/keys", IssueAsync).WithSummary("Issues a key in somebody's name; it is told once, in this answer. scopes are read, write and intake; no more than those of the key that asks, and for no longer.")
            .Answers(StatusCodes.Status201Created, StatusCodes.Status422UnprocessableEntity);
        administration.MapDelete("/keys/{id:guid}", RevokeAsync).WithSummary("Revokes a key: it opens nothing any more.").Answers(StatusCodes.Status204NoContent);
        administration.MapPost("/users/{id:guid}/password", (Guid id, ClaimsPrincipal user, TemporaryPasswords passwords, CancellationToken cancellationToken) => passwords.IssueAsync(id, user.Actor(), cancellationToken))
            .WithSummary("Makes up a password for somebody, told once, in this answer: it opens the page on which they choose their own, for seven days.").Answers(StatusCodes.Status422UnprocessableEntity);
        administration.MapGet("/calendars", async (ICalendars calendars, CancellationToken cancellationToken) => (await calendars.AllAsync(cancellationToken)).Select(Shown)).WithSummary("The calendars that are in force, with their hours.");
    }

    private static async Task<IResult> IssueAsync(Wish body, HttpContext context, ApiKeys keys, Accounts accounts, TimeProvider time, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(body.Name) || body.Name.Length > LongestName) throw new FieldInvalidException("name", $"name says what the key is for, in {LongestName} characters at the most.");
        if (body.Scopes is not { Count: > 0 } scopes || scopes.Except(ApiKey.AllScopes).Any()) throw new FieldInvalidException("scopes", $"scopes is a list of {string.Join(", ", ApiKey.AllScopes)}.");
        if (body.ExpiresAt <= time.GetUtcNow()) throw new FieldInvalidException("expiresAt", "expiresAt is in the future; without it the key does not expire.");
        if (ApiKeyHandler.IsUsedBy(context.Request)) RefuseMoreThan(context.User, scopes, body.ExpiresAt);
        if (body.User is not { } user || await accounts.FindAsync(user, cancellationToken) is not { IsActive: true })
            throw new FieldInvalidException("user", "user is the id of somebody who may come in (/api/records/user).");
        var (secret, key) = await keys.IssueAsync(body.Name.Trim(), user, [.. scopes.Distinct()], body.ExpiresAt, cancellationToken);
        return Results.Created($"/api/keys/{key.Id}", new Issued(secret, key));
    }

    /// <summary>Who got hold of a key or token gets no better one by it.</summary>
    private static void RefuseMoreThan(ClaimsPrincipal caller, IReadOnlyList<string> scopes, DateTimeOffset? expiresAt)
    {
        string[] own = [.. caller.FindAll(Principals.ScopeClaim).Select(claim => claim.Value)];
        if (scopes.Except(own).Any()) throw new FieldInvalidException("scopes", $"A key issues no more than it may do itself: {string.Join(", ", own)}.");
        if (caller.KeyUntil() is { } until && (expiresAt is null || expiresAt > until))
            throw new FieldInvalidException("expiresAt", $"A key issues none that outlives it: expiresAt is {until:u} at the latest. Keys for longer are issued on the page for keys.");
    }

    private static async Task<IResult> RevokeAsync(Guid id, ApiKeys keys, CancellationToken cancellationToken)
    {
        if ((await keys.ListAsync(cancellationToken)).All(key => key.Id != id)) throw new NotThereException($"There is no key {id}.");
        await keys.RevokeAsync(id, cancellationToken);
        return Results.NoContent();
    }

    private static Hours Shown(WorkingCalendar calendar) => new(
        calendar.Key,
        calendar.Name,
        calendar.TimeZone.Id,
        s_week.ToDictionary(day => day.ToString(), day => calendar.Definition.Week[day].ToString()),
        [.. calendar.Definition.HolidaySets],
        [.. calendar.Definition.SpecialDays.Select(day => new OtherDay(day.Date, day.Name, day.Hours.ToString()))]);

    internal sealed record Wish(string? Name, Guid? User, IReadOnlyList<string>? Scopes, DateTimeOffset? ExpiresAt = null);

    internal sealed record Issued(string Secret, ApiKey Key);

    /// <param name="Key">What durations, policies and workflows refer to.</param>
    /// <param name="Name">As shown.</param>
    /// <param name="TimeZone">Hours are wall-clock time here.</param>
    /// <param name="Week">Hours by day, e.g. <c>09:00-17:30</c> or <c>closed</c>.</param>
    /// <param name="HolidaySets">Sets of holidays on which it is closed.</param>
    /// <param name="OtherDays">Single days that differ.</param>
    internal sealed record Hours(string Key, string Name, string TimeZone, IReadOnlyDictionary<string, string> Week, IReadOnlyList<string> HolidaySets, IReadOnlyList<OtherDay> OtherDays);

    internal sealed record OtherDay(DateOnly Date, string Name, string Hours);
}
