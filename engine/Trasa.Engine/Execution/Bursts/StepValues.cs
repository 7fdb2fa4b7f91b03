using Trasa.Engine.Values;

namespace Trasa.Engine.Execution.Bursts;

/// <summary>What one step was given and gave, for journals that keep values.</summary>
internal sealed class StepValues
{
    /// <summary>Characters of one value that are kept: a journal is for reading, not for storing documents.</summary>
    private const int LongestValue = 4_000;

    private readonly Dictionary<string, object?> _inputs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, object?> _outputs = new(StringComparer.Ordinal);

    public void Given(string name, object? value) => _inputs[name] = Kept(value);

    public void Gave(string name, object? value) => _outputs[name] = Kept(value);

    /// <summary>JSON for the journal, or null when there is nothing to say.</summary>
    public string? ToJson()
    {
        var said = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (_inputs.Count > 0) said["inputs"] = _inputs;
        if (_outputs.Count > 0) said["outputs"] = _outputs;
        return said.Count == 0 ? null : JsonValues.Write(said);
    }

    /// <summary>The value as it is now: a list that the workflow changes later must not change here.</summary>
    private static object? Kept(object? value)
    {
        var text = JsonValues.Write(value);
        return text.Length <= LongestValue ? JsonValues.Parse(text) : text[..LongestValue] + " ...";
    }
}
