namespace Trasa.Engine.Execution;

/// <summary>What a person does to an instance that cannot go on by itself, or to one that goes wrong.</summary>
public abstract record Repair
{
    private Repair()
    {
    }

    /// <summary>Executes the activity that faulted again; after a limit stopped the burst, goes on where it stopped.</summary>
    public sealed record Retry(string? ActivityId) : Repair;

    /// <summary>Takes the activity that faulted or waits for done, with these outcomes.</summary>
    public sealed record Skip(string ActivityId, IReadOnlyList<string> Outcomes) : Repair;

    /// <summary>Executes the activity in the container around it, which has to be running, as if control had just arrived there.</summary>
    public sealed record ContinueFrom(string ActivityId) : Repair;

    /// <summary>Gives variables of the workflow other values.</summary>
    public sealed record Change(IReadOnlyDictionary<string, object?> Variables) : Repair;
}
