using System.Collections.Immutable;

namespace Trasa.Engine.Calendars.Reckoning;

/// <summary>The plans of a calendar without the time in which somebody is away.</summary>
internal sealed class AbsenceOverlay(YearTables years, ImmutableArray<Absence> absences)
{
    public DayPlan[] Year(int year)
    {
        var plans = years[year].Plans.ToArray();
        foreach (var absence in absences)
        {
            if (absence.Days is var (first, last))
                TakeDays(plans, year, first, last, absence.Reason);
            if (absence.Hours is var (from, to))
                TakeHours(plans, new Stretch(from.UtcTicks, to.UtcTicks), absence.Reason);
        }

        return plans;
    }

    private static void TakeDays(DayPlan[] plans, int year, DateOnly first, DateOnly last, string reason)
    {
        var newYear = new DateOnly(year, 1, 1);
        var from = Math.Max(0, first.DayNumber - newYear.DayNumber);
        var to = Math.Min(plans.Length - 1, last.DayNumber - newYear.DayNumber);
        for (var day = from; day <= to; day++)
        {
            if (!plans[day].Open.IsEmpty)
                plans[day] = DayPlan.Closed(new Closure(ClosureKind.Absence, reason));
        }
    }

    private static void TakeHours(DayPlan[] plans, Stretch absence, string reason)
    {
        for (var day = 0; day < plans.Length; day++)
        {
            var plan = plans[day];
            if (!plan.Open.IsEmpty && plan.Open[0].From < absence.To && plan.Open[^1].To > absence.From)
                plans[day] = Without(plan, absence, new Closure(ClosureKind.Absence, reason));
        }
    }

    private static DayPlan Without(DayPlan plan, Stretch absence, Closure closure)
    {
        var open = ImmutableArray.CreateBuilder<Stretch>();
        var cuts = plan.Cuts.ToBuilder();
        foreach (var stretch in plan.Open)
        {
            var taken = new Stretch(Math.Max(stretch.From, absence.From), Math.Min(stretch.To, absence.To));
            if (taken.Length <= 0)
            {
                open.Add(stretch);
                continue;
            }

            cuts.Add(new Cut(taken, closure));
            if (stretch.From < taken.From)
                open.Add(stretch with { To = taken.From });
            if (taken.To < stretch.To)
                open.Add(stretch with { From = taken.To });
        }

        return open.Count == 0 ? DayPlan.Closed(closure) : new DayPlan(open.ToImmutable(), null, cuts.ToImmutable());
    }
}
