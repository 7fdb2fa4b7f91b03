using System.Collections.Immutable;

namespace Trasa.Engine.Calendars.Reckoning;

/// <summary>Time from one instant up to another, in UTC ticks.</summary>
internal readonly record struct Stretch(long From, long To)
{
    public long Length => To - From;
}

/// <summary>A part of the open time that an absence took.</summary>
internal readonly record struct Cut(Stretch Time, Closure Closure);

/// <summary>What is open on one day; <paramref name="Closure"/> is null exactly when something is.</summary>
internal sealed record DayPlan(ImmutableArray<Stretch> Open, Closure? Closure, ImmutableArray<Cut> Cuts)
{
    public static DayPlan Closed(Closure closure) => new([], closure, []);
}
