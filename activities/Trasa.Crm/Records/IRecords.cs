using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Records;

/// <summary>
/// The data services of all record types: the only writer of their tables. Every change checks rights, validates against
/// the declared type, stamps, and writes the change log and the event (<c>case.created</c>, <c>case.changed</c>,
/// <c>case.status.changed</c>, ...) in the same transaction.
/// </summary>
public interface IRecords
{
    /// <summary>The record, or null when it is not there or the actor may not see it. Pass the transaction to read what it wrote.</summary>
    Task<Record?> FindAsync(IUnitOfWork? work, string type, Guid id, Actor actor, CancellationToken cancellationToken);

    /// <summary>A page of records: filter, order and paging happen in the database.</summary>
    Task<RecordPage> QueryAsync(IUnitOfWork? work, RecordQuery query, Actor actor, CancellationToken cancellationToken);

    /// <exception cref="RecordInvalidException">Values that the type does not allow, each with field and reason.</exception>
    Task<Record> CreateAsync(IUnitOfWork work, string type, IReadOnlyDictionary<string, object?> values, Actor actor, CancellationToken cancellationToken);

    /// <summary>Changes the given fields. With <paramref name="expectedRevision"/> the record must not have changed since.</summary>
    /// <exception cref="RecordInvalidException">Values that the type does not allow.</exception>
    /// <exception cref="ConcurrencyException">The record has moved on.</exception>
    Task<Record> UpdateAsync(IUnitOfWork work, string type, Guid id, IReadOnlyDictionary<string, object?> changes, long? expectedRevision, Actor actor, CancellationToken cancellationToken);

    /// <summary>
    /// As <see cref="UpdateAsync"/>, with what the product itself found out while the actor acted, such as when something was answered:
    /// <paramref name="measured"/> may fill read-only fields under anybody's authority.
    /// </summary>
    Task<Record> UpdateMeasuredAsync(IUnitOfWork work, string type, Guid id, IReadOnlyDictionary<string, object?> changes, IReadOnlyDictionary<string, object?> measured, Actor actor, CancellationToken cancellationToken);

    Task DeleteAsync(IUnitOfWork work, string type, Guid id, Actor actor, CancellationToken cancellationToken);
}

/// <summary>Which records, in which order.</summary>
/// <param name="Type">Record type key.</param>
/// <param name="Where">All of these hold.</param>
/// <param name="Search">Words looked for in the type's search fields, or null.</param>
/// <param name="OrderBy">Field, with a leading <c>-</c> for descending; several in order. Empty: newest first.</param>
/// <param name="Skip">Records left out at the start.</param>
/// <param name="Take">Records returned at the most (up to 1,000).</param>
public sealed record RecordQuery(
    string Type,
    IReadOnlyList<FieldCondition>? Where = null,
    string? Search = null,
    IReadOnlyList<string>? OrderBy = null,
    int Skip = 0,
    int Take = 50);

public sealed record FieldCondition(string Field, FieldOperator Operator, object? Value);

public enum FieldOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Contains,
    StartsWith,
    In,
    IsNull,
    IsNotNull,
}

public sealed record RecordPage(IReadOnlyList<Record> Records, int Total);

/// <summary>The values do not fit the declared type: the caller can show each problem at its field.</summary>
public sealed class RecordInvalidException(string type, IReadOnlyList<FieldProblem> problems)
    : Exception($"{type}: {string.Join("; ", problems.Select(problem => $"{problem.Field}: {problem.Message}"))}")
{
    public string Type { get; } = type;

    public IReadOnlyList<FieldProblem> Problems { get; } = problems;
}

/// <param name="Field">The field, or <c>$record</c> for the record as a whole.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record FieldProblem(string Field, string Message);
