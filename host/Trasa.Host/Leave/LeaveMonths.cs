using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine.Calendars;
using Trasa.Engine.Doors;

namespace Trasa.Host.Leave;

/// <summary>Reads who is away: absences, requests that wait for an answer where the reader may see them, and days that nobody works.</summary>
internal sealed class LeaveMonths(IRecords records, IRecordTypes types, ICalendars calendars)
{
    private const int Most = 1000;

    private static readonly string[] s_waiting = ["New", "Waiting for substitute", "Waiting for approval", "Sent back", "Approved"];

    /// <param name="first">The first day of the month.</param>
    /// <param name="department">An identifier, <c>all</c>, or null for the reader's own.</param>
    /// <param name="reader">Who looks.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<LeaveMonth> ReadAsync(DateOnly first, string? department, Actor reader, CancellationToken cancellationToken)
    {
        List<DateOnly> days = [.. Enumerable.Range(0, DateTime.DaysInMonth(first.Year, first.Month)).Select(first.AddDays)];
        var users = await UsersAsync(department, reader, cancellationToken);
        var zones = await CalendarsAsync(users, cancellationToken);
        List<AwaySpan> spans = [.. await AbsencesAsync(days, users, zones, reader, cancellationToken), .. await RequestsAsync(days, users, reader, cancellationToken)];
        var people = users.Select(user => new PersonDays(user.Id, Name(user), [.. days.Select(day => Day(user, day, zones[user.Id], spans))])).ToList();
        var holidays = people.SelectMany(person => person.Days).Where(day => day.FreeBecause is not null).Select(day => (day.Date, day.FreeBecause!)).Distinct().OrderBy(holiday => holiday.Date).ToList();
        var departments = await records.QueryAsync(null, new("department", OrderBy: ["name"], Take: Most), reader, cancellationToken);
        return new(days, people, [.. spans.OrderBy(span => span.From).ThenBy(span => span.Name, StringComparer.CurrentCulture)], holidays, [.. departments.Records.Select(one => (one.Id, one.Text("name") ?? ""))]);
    }

    private async Task<IReadOnlyList<Record>> UsersAsync(string? department, Actor reader, CancellationToken cancellationToken)
    {
        List<FieldCondition> where = [new("active", FieldOperator.Equal, true)];
        if (Guid.TryParse(department, out var chosen)) where.Add(new("department", FieldOperator.Equal, chosen));
        else if (department != "all" && reader.UserId is { } me && (await records.FindAsync(null, "user", me, reader, cancellationToken))?.Link("department") is { } mine) where.Add(new("department", FieldOperator.Equal, mine));
        var found = await records.QueryAsync(null, new("user", where, OrderBy: ["name"], Take: Most), reader, cancellationToken);
        return [.. found.Records.OrderBy(Name, StringComparer.CurrentCulture)];
    }

    private async Task<Dictionary<Guid, WorkingCalendar?>> CalendarsAsync(IReadOnlyList<Record> users, CancellationToken cancellationToken)
    {
        var found = new Dictionary<Guid, WorkingCalendar?>();
        foreach (var user in users) found[user.Id] = user.Text("calendar") is { } key ? await calendars.FindAsync(key, cancellationToken) : null;
        return found;
    }

    private async Task<IEnumerable<AwaySpan>> AbsencesAsync(List<DateOnly> days, IReadOnlyList<Record> users, Dictionary<Guid, WorkingCalendar?> zones, Actor reader, CancellationToken cancellationToken)
    {
        // A day more on both sides: midnight is at another instant in every zone.
        var (from, until) = (Utc(days[0].AddDays(-1)), Utc(days[^1].AddDays(2)));
        var page = await records.QueryAsync(
            null,
            new("absence", [new("from", FieldOperator.Less, until), new("to", FieldOperator.Greater, from), new("state", FieldOperator.In, new List<object?> { "approved", "requested" })], Take: Most),
            reader, cancellationToken);
        return
            from absence in page.Records
            join user in users on absence.Link("user") equals user.Id
            let zone = zones[user.Id]?.TimeZone ?? TimeZoneInfo.Utc
            let starts = Local((DateTimeOffset)absence["from"]!, zone)
            let ends = Local(((DateTimeOffset)absence["to"]!).AddTicks(-1), zone)
            where starts <= days[^1] && ends >= days[0]
            select new AwaySpan(user.Id, Name(user), starts, ends, new(absence.Reference, absence.Text("kind") ?? "other", absence.Text("state") == "requested"));
    }

    private async Task<IEnumerable<AwaySpan>> RequestsAsync(List<DateOnly> days, IReadOnlyList<Record> users, Actor reader, CancellationToken cancellationToken)
    {
        if (types.Current.Find("leaveRequest") is not { } type || type.Find("from") is null || type.Find("employee") is null) return [];
        var page = await records.QueryAsync(
            null,
            new("leaveRequest", [new("from", FieldOperator.LessOrEqual, days[^1]), new("to", FieldOperator.GreaterOrEqual, days[0]), new("status", FieldOperator.In, s_waiting.ToList<object?>())], Take: Most),
            reader, cancellationToken);
        return
            from request in page.Records
            join user in users on request.Link("employee") equals user.Id
            select new AwaySpan(user.Id, Name(user), (DateOnly)request["from"]!, (DateOnly)request["to"]!, new(request.Reference, request.Text("kind") ?? "leave", IsAsked: true));
    }

    private static PersonDay Day(Record user, DateOnly day, WorkingCalendar? calendar, List<AwaySpan> spans)
    {
        var planned = calendar?.Day(day);
        var isFree = planned is { IsWorkingDay: false };
        var away = isFree ? null : spans.Where(span => span.UserId == user.Id && span.From <= day && day <= span.To).OrderBy(span => span.Away.IsAsked).FirstOrDefault()?.Away;
        return new(day, isFree, isFree && day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) ? planned!.Closure?.Name : null, away);
    }

    private static string Name(Record user) => user.Text("name") ?? "";

    private static DateTimeOffset Utc(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    private static DateOnly Local(DateTimeOffset instant, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);
}
