using Trasa.Engine.Stores;

namespace Trasa.Activities.Deciding;

/// <summary>The decision records: written in the transaction of the decision's effect, never changed.</summary>
public interface IDecisionRecords
{
    Task WriteAsync(IUnitOfWork work, DecisionRecord record, CancellationToken cancellationToken);

    Task<DecisionRecord?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>A page, newest first.</summary>
    Task<DecisionRecordPage> QueryAsync(DecisionRecordQuery query, CancellationToken cancellationToken);
}

/// <summary>All that is given must hold.</summary>
/// <param name="Subject">About this record.</param>
/// <param name="InstanceId">Asked by this instance.</param>
/// <param name="DefinitionKey">Of this decision.</param>
/// <param name="Kind">Of this kind.</param>
/// <param name="From">Decided at this time or later.</param>
/// <param name="Until">Decided before.</param>
/// <param name="Skip">Records left out at the start.</param>
/// <param name="Take">Records returned at the most (up to 1,000).</param>
public sealed record DecisionRecordQuery(
    string? Subject = null,
    Guid? InstanceId = null,
    string? DefinitionKey = null,
    DecisionKind? Kind = null,
    DateTimeOffset? From = null,
    DateTimeOffset? Until = null,
    int Skip = 0,
    int Take = 50);

public sealed record DecisionRecordPage(IReadOnlyList<DecisionRecord> Records, int Total);
