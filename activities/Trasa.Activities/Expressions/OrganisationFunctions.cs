using Trasa.Feel;
using Trasa.Feel.Compilation;
using Trasa.Feel.Functions;
using Trasa.Feel.Values;

namespace Trasa.Activities.Expressions;

/// <summary>
/// Questions to the organisation. People are named by login, address or id. The answers change from day to day, so they are
/// facts: a decision keeps them with what it knew, and when it is tried again it gets them from there.
/// </summary>
internal static class OrganisationFunctions
{
    public static FeelFunctions AddTo(FeelFunctions functions, Func<IFeelFacts?> facts) => functions
        .WithFact("manager of(person: string): string", (call, a) => Told(call, "person", a[0].Text, facts()?.ManagerOf(a[0].Text)))
        .WithFact("owner of(record: string): string", (call, a) => Told(call, "record", a[0].Text, facts()?.OwnerOf(a[0].Text)))
        .WithFact("load of(person: string): number", (call, a) => facts()?.LoadOf(a[0].Text) is { } load ? FeelValue.Of(load) : Unknown(call, "person", a[0].Text))
        .WithFact("team members(team: string): list", (call, a) => facts()?.MembersOf(a[0].Text) is { } members ? FeelValue.Of(members.Select(FeelValue.Of)) : Unknown(call, "team", a[0].Text))
        .WithFact("absent on(person: string, date: date|date and time): boolean", (call, a) => Absent(call, facts(), a));

    private static FeelValue Absent(FeelCall call, IFeelFacts? facts, FeelValue[] a)
    {
        (DateTimeOffset From, DateTimeOffset Until)? period = a[1].ToObject() switch
        {
            DateOnly day => (Midnight(call, day), Midnight(call, day.AddDays(1))),
            DateTimeOffset moment => (moment, moment.AddTicks(1)),
            DateTime local => (Local(call, local), Local(call, local).AddTicks(1)),
            _ => null,
        };
        if (period is not { } when) return call.Error(FeelCode.InvalidValue, "The date lies outside the years of a calendar.");
        return facts?.IsAbsent(a[0].Text, when.From, when.Until) is { } absent ? FeelValue.Of(absent) : Unknown(call, "person", a[0].Text);
    }

    private static DateTimeOffset Midnight(FeelCall call, DateOnly day) => Local(call, day.ToDateTime(TimeOnly.MinValue));

    private static DateTimeOffset Local(FeelCall call, DateTime local) => new(local, call.Options.Time.LocalTimeZone.GetUtcOffset(local));

    private static FeelValue Told(FeelCall call, string kind, string name, string? answer) =>
        answer is null ? Unknown(call, kind, name) : answer.Length == 0 ? FeelValue.Null : FeelValue.Of(answer);

    private static FeelValue Unknown(FeelCall call, string kind, string name) => call.Error(FeelCode.InvalidValue, $"There is no {kind} {name}.", name);
}
