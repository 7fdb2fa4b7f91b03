using Trasa.Engine.Execution.Plans;
using Trasa.Engine.Values;

namespace Trasa.Engine.Execution.Bursts;

/// <summary>
/// An instance at rest, in bytes: version, values, the tree of executions from the root, what is scheduled, where it
/// waits. Activities are referred to by their number in the definition, which is the same for a version for ever.
/// </summary>
internal static class StateCodec
{
    public const byte CurrentVersion = 1;

    public static void Write(InstanceRun instance, ValueWriter writer)
    {
        writer.Byte(CurrentVersion);
        writer.Number(instance.Plan.Nodes.Length);
        writer.Number(instance.Log.Sequence);
        writer.Number(instance.LastNumber);
        writer.Map(instance.Values.Input);
        writer.Values(instance.Values.Locals);
        writer.Map(instance.Values.Loose);
        writer.Map(instance.Values.Outputs);
        if (instance.Ended is not null || instance.Root is not { Status: RunStatus.Running or RunStatus.Faulted } root)
        {
            writer.Number(0);
            writer.Number(0);
            writer.Number(0);
            return;
        }

        WriteRuns(root, writer);
        WriteWaits(instance, writer);
        WriteQueue(instance, writer);
        if (instance.Plan.KeepsOutputs) WriteOutputs(instance.Values, writer);
    }

    public static void Read(InstanceRun instance, ref ValueReader reader)
    {
        // Version and plan have been checked and the sequence read before the instance could be made.
        instance.Values.Input = reader.Map();
        var locals = reader.Values();
        if (locals.Length == instance.Values.Locals.Length) instance.Values.Locals = locals;
        instance.Values.Loose = reader.Map() is { Count: > 0 } loose ? loose : null;
        instance.Values.Outputs = reader.Map() is { Count: > 0 } outputs ? outputs : null;
        var runs = ReadRuns(instance, ref reader);
        ReadWaits(instance, runs, ref reader);
        ReadQueue(instance, runs, ref reader);
        // States of older hosts end here.
        if (!reader.IsAtEnd) ReadOutputs(instance.Values, ref reader);
    }

    private static void WriteRuns(ActivityRun root, ValueWriter writer)
    {
        var runs = new List<ActivityRun>();
        var open = new Stack<ActivityRun>();
        open.Push(root);
        while (open.TryPop(out var run))
        {
            runs.Add(run);
            for (var child = run.FirstChild; child is not null; child = child.Next) open.Push(child);
        }

        writer.Number(runs.Count);
        foreach (var run in runs) WriteRun(run, writer);
    }

    private static void WriteRun(ActivityRun run, ValueWriter writer)
    {
        writer.Number(run.Number);
        writer.Number(run.Node.Index);
        writer.Number(run.Parent?.Number ?? 0);
        writer.Byte((byte)run.Status);
        writer.Byte((byte)((run.Backward ? 1 : 0) | (run.BoundariesSet ? 2 : 0) | (run.Locals is null ? 0 : 4) | (run.Kept is null ? 0 : 8)
            | (run.Turn is null ? 0 : 16) | (run.Flow is null ? 0 : 32)));
        writer.Number(run.Step);
        writer.Number(run.Attempt);
        writer.Value(run.Work);
        if (run.Locals is { } locals) writer.Values(locals);
        if (run.Kept is { } kept) writer.Map(kept);
        if (run.Turn is { } item) WriteItem(item, writer);
        if (run.Flow is { } flow) WriteFlow(flow, writer);
    }

    private static Dictionary<int, ActivityRun> ReadRuns(InstanceRun instance, ref ValueReader reader)
    {
        var count = reader.Count();
        var runs = new Dictionary<int, ActivityRun>(count);
        for (var index = 0; index < count; index++)
        {
            var run = ReadRun(instance, runs, ref reader);
            runs[run.Number] = run;
            instance.Root ??= run;
        }

        return runs;
    }

    private static ActivityRun ReadRun(InstanceRun instance, Dictionary<int, ActivityRun> byNumber, ref ValueReader reader)
    {
        var (number, node) = (reader.Number(), instance.Plan.Nodes[reader.Number()]);
        var parent = reader.Number() is > 0 and var around ? byNumber[around] : null;
        var status = (RunStatus)reader.Byte();
        var flags = reader.Byte();
        var run = instance.Create(node, parent, (flags & 1) != 0, number);
        if (parent is not null) parent.Active++;
        run.Status = status;
        run.BoundariesSet = (flags & 2) != 0;
        run.Step = reader.Number();
        run.Attempt = reader.Number();
        run.Work = reader.Value();
        if ((flags & 4) != 0) run.Locals = reader.Values();
        if ((flags & 8) != 0) run.Kept = reader.Map();
        if ((flags & 16) != 0) run.Turn = ReadItem(node, ref reader);
        if ((flags & 32) != 0) run.Flow = ReadFlow(node.Flow!, ref reader);
        return run;
    }

    private static void WriteItem(LoopItem item, ValueWriter writer)
    {
        writer.Value(item.Value);
        writer.Number(item.Index);
        writer.OptionalText(item.Variable?.Id);
    }

    private static LoopItem ReadItem(PlanNode node, ref ValueReader reader)
    {
        var (value, index, variable) = (reader.Value(), reader.Number(), reader.OptionalText());
        return new(value, index, variable is null ? null : node.Scope.Find(variable));
    }

    /// <summary>Only the counters that are not zero: most activities of a large flowchart have not been visited.</summary>
    private static void WriteFlow(FlowScope flow, ValueWriter writer)
    {
        writer.Number(flow.Graph.Start);
        writer.Number(flow.ActivityVisits.Count(visits => visits > 0));
        for (var index = 0; index < flow.ActivityVisits.Length; index++)
        {
            if (flow.ActivityVisits[index] == 0) continue;
            writer.Number(index);
            writer.Number(flow.ActivityVisits[index]);
        }

        writer.Number(flow.EdgeVisits.Count(visits => visits > 0));
        for (var index = 0; index < flow.EdgeVisits.Length; index++)
        {
            if (flow.EdgeVisits[index] == 0) continue;
            writer.Number((index << 1) | (flow.Followed[index] ? 1 : 0));
            writer.Number(flow.EdgeVisits[index]);
        }

        writer.Number(flow.Signalled?.Count ?? 0);
        foreach (var (activity, port) in flow.Signalled ?? [])
        {
            writer.Number(activity);
            writer.Text(port);
        }
    }

    private static FlowScope ReadFlow(FlowPlan plan, ref ValueReader reader)
    {
        var flow = new FlowScope(plan.From(reader.Number()), plan.EdgeCount);
        for (var count = reader.Count(); count > 0; count--) flow.ActivityVisits[reader.Number()] = reader.Number();
        for (var count = reader.Count(); count > 0; count--)
        {
            var mark = reader.Number();
            flow.Followed[mark >> 1] = (mark & 1) != 0;
            flow.EdgeVisits[mark >> 1] = reader.Number();
        }

        for (var count = reader.Count(); count > 0; count--) (flow.Signalled ??= []).Add((reader.Number(), reader.Text()));
        return flow;
    }

    private static void WriteWaits(InstanceRun instance, ValueWriter writer)
    {
        writer.Number(instance.Waits.Count);
        foreach (var wait in instance.Waits)
        {
            writer.Id(wait.Id);
            writer.Number(wait.Run.Number);
            writer.Number(wait.Role + 2);
        }
    }

    private static void ReadWaits(InstanceRun instance, Dictionary<int, ActivityRun> runs, ref ValueReader reader)
    {
        for (var count = reader.Count(); count > 0; count--)
        {
            var (id, number, role) = (reader.Id(), reader.Number(), reader.Number() - 2);
            if (runs.TryGetValue(number, out var waiting)) instance.AddWait(new(id, waiting, role));
        }
    }

    /// <summary>Something is scheduled at rest only when a limit stopped the burst.</summary>
    private static void WriteQueue(InstanceRun instance, ValueWriter writer)
    {
        var items = instance.Queue.Where(item => item.Owner is null or { Status: RunStatus.Running }).ToList();
        writer.Number(items.Count);
        foreach (var item in items)
        {
            writer.Number(item.Node.Index);
            writer.Number(item.Owner?.Number ?? 0);
            writer.Byte((byte)((item.Backward ? 1 : 0) | (item.Item is null ? 0 : 2)));
            if (item.Item is { } loop) WriteItem(loop, writer);
        }
    }

    private static void ReadQueue(InstanceRun instance, Dictionary<int, ActivityRun> runs, ref ValueReader reader)
    {
        for (var count = reader.Count(); count > 0; count--)
        {
            var node = instance.Plan.Nodes[reader.Number()];
            var number = reader.Number();
            var owner = runs.GetValueOrDefault(number);
            var flags = reader.Byte();
            instance.Schedule(new(node, owner, (flags & 1) != 0, (flags & 2) != 0 ? ReadItem(node, ref reader) : null));
        }
    }

    private static void WriteOutputs(InstanceValues values, ValueWriter writer)
    {
        writer.Value(values.LastResult);
        writer.Number(values.ActivityOutputs?.Count ?? 0);
        foreach (var (key, value) in values.ActivityOutputs ?? [])
        {
            writer.Text(key.Activity);
            writer.Text(key.Output);
            writer.Value(value);
        }
    }

    private static void ReadOutputs(InstanceValues values, ref ValueReader reader)
    {
        values.LastResult = reader.Value();
        var count = reader.Count();
        if (count == 0) return;
        values.ActivityOutputs = new(count);
        for (; count > 0; count--)
        {
            var key = (reader.Text(), reader.Text());
            values.ActivityOutputs[key] = reader.Value();
        }
    }
}
