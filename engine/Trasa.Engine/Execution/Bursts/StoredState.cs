using System.Globalization;
using Trasa.Engine.Execution.Plans;
using Trasa.Engine.Instances;
using Trasa.Engine.Values;

namespace Trasa.Engine.Execution.Bursts;

/// <summary>Makes an instance out of its stored state and the other way round.</summary>
internal static class StoredState
{
    public static readonly IReadOnlyDictionary<string, object?> Nothing = new Dictionary<string, object?>();

    [ThreadStatic]
    private static ValueWriter? _writer;

    public static InstanceRun Load(WorkflowPlan plan, StoredInstance stored, BurstDoors doors)
    {
        var reader = new ValueReader(stored.State.Span);
        if (reader.Byte() is var version && version != StateCodec.CurrentVersion)
            throw new InvalidDataException($"The state of instance {stored.Id} has version {version}; this host reads version {StateCodec.CurrentVersion}. Use the host that wrote it, or a newer one.");
        if (reader.Number() != plan.Nodes.Length)
            throw new InvalidDataException($"The state of instance {stored.Id} belongs to another definition than '{plan.Key}' version {plan.Version}.");
        var instance = new InstanceRun(stored.Id, plan, doors, reader.Number())
        {
            LastNumber = reader.Number(),
            CorrelationId = stored.CorrelationId,
            Name = stored.Name,
            ParentId = stored.ParentId,
            ParentBookmarkId = stored.ParentBookmarkId,
        };
        StateCodec.Read(instance, ref reader);
        return instance;
    }

    public static ReadOnlyMemory<byte> Save(InstanceRun instance, EngineOptions options)
    {
        var writer = _writer ??= new();
        writer.Clear();
        StateCodec.Write(instance, writer);
        return writer.Length <= options.StateSize
            ? writer.ToArray()
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The state of instance {instance.Id} takes {writer.Length} bytes; the limit (StateSize) is {options.StateSize}. Keep large values in records or documents."));
    }
}
