using Trasa.Crm.Records;
using Trasa.Engine.Doors;

namespace Trasa.Crm.Views;

/// <summary>Whole query results, however many records they have.</summary>
public interface IRecordExport
{
    /// <summary>
    /// The records of the query one by one, read in one go: a record that is changed meanwhile is neither missed nor seen
    /// twice. <see cref="RecordQuery.Skip"/> and <see cref="RecordQuery.Take"/> do not apply; <paramref name="limit"/> does.
    /// </summary>
    IAsyncEnumerable<Record> ReadAsync(RecordQuery query, int limit, Actor actor, CancellationToken cancellationToken);

    /// <summary>
    /// Writes the records as CSV (RFC 4180) with a line of labels first; references by title, lists separated by
    /// semicolons. Text that a spreadsheet would run as a formula is written as text. Returns how many records there were.
    /// </summary>
    /// <param name="writer">Where to; not closed.</param>
    /// <param name="query">Which records.</param>
    /// <param name="columns">Field names; null for the type's list columns.</param>
    /// <param name="limit">How many at the most.</param>
    /// <param name="actor">Under whose authority; fields that they may not see are left out.</param>
    /// <param name="cancellationToken">Stops between two records.</param>
    Task<int> WriteCsvAsync(TextWriter writer, RecordQuery query, IReadOnlyList<string>? columns, int limit, Actor actor, CancellationToken cancellationToken);
}
