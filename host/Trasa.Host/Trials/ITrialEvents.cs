using System.Text.Json.Nodes;
using Trasa.Crm.Records;

namespace Trasa.Host.Trials;

/// <summary>The events of trials, as what somebody does to a record.</summary>
internal interface ITrialEvents
{
    /// <summary>Asks about the records of a trial; nothing else happens in it meanwhile. Null when the trial is over.</summary>
    Task<T?> AskAsync<T>(Guid trial, Func<TrialRecords, Task<T?>> ask, CancellationToken cancellationToken)
        where T : class;
}

/// <param name="Steps">What is to be done, as steps of a scenario; none when something is wrong.</param>
/// <param name="Problems">What is wrong.</param>
internal sealed record TrialSteps(IReadOnlyList<JsonObject> Steps, IReadOnlyList<FieldProblem> Problems);
