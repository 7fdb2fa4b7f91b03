namespace Trasa.Activities.Scripting.Liquid;

/// <summary>A piece of a template.</summary>
internal abstract class LiquidPart
{
    public abstract void Write(LiquidRun run);
}

internal sealed class TextPart(string text) : LiquidPart
{
    public override void Write(LiquidRun run) => run.Append(text);
}

internal sealed class OutputPart(LiquidValue value) : LiquidPart
{
    public override void Write(LiquidRun run) => run.Append(run.Show(value.Evaluate(run)));
}

internal sealed class AssignPart(string name, LiquidValue value) : LiquidPart
{
    public override void Write(LiquidRun run) => run.Assign(name, value.Evaluate(run));
}

/// <summary>The first branch whose condition holds; the last one may have none.</summary>
internal sealed class IfPart(IReadOnlyList<(LiquidCondition? Condition, IReadOnlyList<LiquidPart> Body)> branches) : LiquidPart
{
    public override void Write(LiquidRun run)
    {
        foreach (var (condition, body) in branches)
        {
            if (condition is not null && !condition.Holds(run)) continue;
            run.Write(body);
            return;
        }
    }
}

/// <summary>What was written inside becomes a text of that name.</summary>
internal sealed class CapturePart(string name, IReadOnlyList<LiquidPart> body) : LiquidPart
{
    public override void Write(LiquidRun run) => run.Assign(name, run.Captured(body));
}

/// <summary>A counter of its own, apart from what is assigned.</summary>
internal sealed class CountPart(string name, int by) : LiquidPart
{
    public override void Write(LiquidRun run) => run.Append(run.Show(run.Count(name, by)));
}

/// <summary>One after the other, turn by turn; those of one group take turns together.</summary>
internal sealed class CyclePart(LiquidCycle cycle) : LiquidPart
{
    public override void Write(LiquidRun run)
    {
        var group = cycle.Group is { } name ? run.Show(name.Evaluate(run)) ?? "" : cycle.Key;
        run.Append(run.Show(cycle.Values[run.Next(group) % cycle.Values.Count].Evaluate(run)));
    }
}

/// <param name="Values">What takes turns.</param>
/// <param name="Group">The name of the group, or null.</param>
/// <param name="Key">What stands for the group when it has no name.</param>
internal sealed record LiquidCycle(IReadOnlyList<LiquidValue> Values, LiquidValue? Group, string Key);

internal sealed class LeavePart(LiquidLeaving leaving) : LiquidPart
{
    public override void Write(LiquidRun run) => run.Leaving = leaving;
}

internal enum LiquidLeaving
{
    None,
    Turn,
    Loop,
}
