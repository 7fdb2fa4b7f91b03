using Trasa.Model.Workflows;

namespace Trasa.Engine.Execution.Plans;

/// <summary>
/// A timer or event at the edge of an activity, from <c>customProperties.boundaries[]</c>: while the activity waits, it
/// may leave by another outcome, either instead of (interrupting) or besides its own.
/// </summary>
internal sealed class PlanBoundary
{
    public required string Outcome { get; init; }

    public required bool IsTimer { get; init; }

    public required bool Interrupts { get; init; }

    /// <summary>A timer that fires again after the same duration for as long as the activity waits.</summary>
    public required bool Repeats { get; init; }

    /// <summary>The duration (<c>PT1H</c>, <c>4 wh</c>) or instant of a timer, or the name of an event.</summary>
    public required PlanInput What { get; init; }

    /// <summary>The calendar of working time, for durations in it.</summary>
    public required PlanInput? Calendar { get; init; }

    public required PlanInput? Correlation { get; init; }

    /// <summary>The outcomes that boundaries add to an activity.</summary>
    public static IEnumerable<string> Outcomes(ActivityNode node) => Boundaries.Of(node).Select(boundary => boundary.Outcome);
}
