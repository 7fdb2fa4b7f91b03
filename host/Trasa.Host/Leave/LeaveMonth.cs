using Trasa.Crm.Records;

namespace Trasa.Host.Leave;

/// <summary>Who is away in a month.</summary>
/// <param name="Days">Its days.</param>
/// <param name="People">Everybody of the department, by name.</param>
/// <param name="Spans">Absences that touch the month, in order.</param>
/// <param name="Holidays">Public holidays on the calendars of these people.</param>
/// <param name="Departments">Those to choose from.</param>
internal sealed record LeaveMonth(
    IReadOnlyList<DateOnly> Days,
    IReadOnlyList<PersonDays> People,
    IReadOnlyList<AwaySpan> Spans,
    IReadOnlyList<(DateOnly Day, string Name)> Holidays,
    IReadOnlyList<(Guid Id, string Name)> Departments);

internal sealed record PersonDays(Guid Id, string Name, IReadOnlyList<PersonDay> Days);

/// <param name="Date">The day.</param>
/// <param name="IsFree">Whether it is not worked on the person's calendar.</param>
/// <param name="FreeBecause">The holiday, or null.</param>
/// <param name="Away">The absence that covers it, or null.</param>
internal sealed record PersonDay(DateOnly Date, bool IsFree, string? FreeBecause, Away? Away);

/// <param name="Record">The absence, or the request for one.</param>
/// <param name="Kind">As the absence says.</param>
/// <param name="IsAsked">Whether it is not approved yet.</param>
internal sealed record Away(RecordReference Record, string Kind, bool IsAsked);

/// <param name="UserId">Who.</param>
/// <param name="Name">Their name.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Away">What for.</param>
internal sealed record AwaySpan(Guid UserId, string Name, DateOnly From, DateOnly To, Away Away);
