using Trasa.Engine.Instances;
using Trasa.Engine.Values;

namespace Trasa.Engine.Execution;

/// <summary>
/// How a child workflow ended, as the payload that resumes the activity waiting for it:
/// <c>{"status": "Finished", "output": {...}, "outcomes": ["Done"], "instanceId": "..."}</c>.
/// </summary>
public sealed record ChildEnding(InstanceStatus Status, IReadOnlyDictionary<string, object?> Output, IReadOnlyList<string> Outcomes)
{
    public bool IsCancelled => Status == InstanceStatus.Cancelled;

    /// <summary>An output by its name, or by its name with a small first letter.</summary>
    public bool TryGetOutput(string name, out object? value)
    {
        foreach (var (key, candidate) in Output)
        {
            if (!string.Equals(key, name, StringComparison.OrdinalIgnoreCase)) continue;
            value = candidate;
            return true;
        }

        value = null;
        return false;
    }

    public static ChildEnding Read(object? payload)
    {
        var map = payload as IReadOnlyDictionary<string, object?> ?? new Dictionary<string, object?>();
        var status = Enum.TryParse<InstanceStatus>(ValueConversion.Text(map.GetValueOrDefault("status")), out var parsed) ? parsed : InstanceStatus.Finished;
        var output = map.GetValueOrDefault("output") as IReadOnlyDictionary<string, object?> ?? new Dictionary<string, object?>();
        return new(status, output, ValueConversion.To<IReadOnlyList<string>>(map.GetValueOrDefault("outcomes")) ?? ["Done"]);
    }

    internal object ToPayload(Guid instanceId) => new Dictionary<string, object?>
    {
        ["status"] = Status.ToString(),
        ["output"] = Output,
        ["outcomes"] = Outcomes.ToList<object?>(),
        ["instanceId"] = instanceId.ToString(),
    };
}
