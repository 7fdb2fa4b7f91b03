using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Activities.Deciding;

/// <summary>Evaluates published decisions. Every evaluation leaves a decision record in the transaction given.</summary>
public interface IDecisions
{
    /// <exception cref="DecisionNotFoundException">There is no such published decision, or it cannot be read.</exception>
    Task<DecisionResult> DecideAsync(IUnitOfWork work, DecisionRequest request, CancellationToken cancellationToken);
}

/// <param name="Key">The definition's key.</param>
/// <param name="Version">The pinned version, or null for the latest published one.</param>
/// <param name="Inputs">Values by the names of the decision's input data.</param>
/// <param name="At">The instant of the decision.</param>
/// <param name="Actor">Under whose authority.</param>
/// <param name="Decision">The decision inside the definition by name, or null for the only one that no other depends on.</param>
/// <param name="Subject">The record that it is about, or null.</param>
/// <param name="InstanceId">The instance that asks, or null.</param>
/// <param name="ActivityId">The step that asks, or null.</param>
public sealed record DecisionRequest(
    string Key,
    int? Version,
    IReadOnlyDictionary<string, object?> Inputs,
    DateTimeOffset At,
    Actor Actor,
    string? Decision = null,
    string? Subject = null,
    Guid? InstanceId = null,
    string? ActivityId = null);

/// <param name="RecordId">The decision record.</param>
/// <param name="Version">The version that was evaluated.</param>
/// <param name="Value">What came out: null, bool, decimal, string, dates, lists, dictionaries.</param>
/// <param name="Explanation">How it came out.</param>
public sealed record DecisionResult(Guid RecordId, int Version, object? Value, DecisionExplanation Explanation);

/// <summary>A decision was asked for that cannot be evaluated.</summary>
public sealed class DecisionNotFoundException(string message, Exception? inner = null) : Exception(message, inner);
