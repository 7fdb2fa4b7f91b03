namespace Trasa.Activities.Definitions.References;

/// <summary>Knows what the inputs of certain editors may name: people, decisions, calendars, record types, ...</summary>
public interface IReferenceSource
{
    /// <summary>The editors of the inputs (<see cref="Model.Activities.ActivityInput.Editor"/>) that it knows.</summary>
    IReadOnlyList<string> Editors { get; }

    /// <summary>What is there at this moment.</summary>
    Task<IReferences> ReadAsync(CancellationToken cancellationToken);
}

/// <summary>What is there, as of one moment.</summary>
public interface IReferences
{
    /// <summary>What is wrong with the name, or null.</summary>
    ReferenceProblem? Check(string editor, string name);
}

/// <param name="Message">What is wrong and what to do.</param>
/// <param name="IsError">Whether work that goes there would be lost; otherwise it is merely odd at this moment.</param>
public sealed record ReferenceProblem(string Message, bool IsError = true);
