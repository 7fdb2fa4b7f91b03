using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Crm.Schema;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Silence;

/// <summary>
/// When somebody last did something about a record: changed it, wrote or received a message, a note or a task that belongs
/// to it, or ended a user task about it. What a process did does not count, or its reminders would end the silence.
/// </summary>
internal sealed class LastActivity(IRecordTypes types)
{
    /// <summary>The moment, or null when there was none yet.</summary>
    public async Task<DateTimeOffset?> OfAsync(IUnitOfWork work, RecordReference record, CancellationToken cancellationToken)
    {
        var moments = new List<DateTimeOffset?>
        {
            await MomentAsync(work, "select max(at) from record_change where type = @type and record_id = @id and instance_id is null", record, cancellationToken).ConfigureAwait(false),
            await MomentAsync(work, "select max(ended_at) from work_item where subject = @reference and ended_by is not null", record, cancellationToken).ConfigureAwait(false),
        };
        foreach (var (type, field) in PartsOf(record.Type))
        {
            var (column, value) = (SqlName.Column(field.Name), field.IsOpenReference ? "@reference" : "@id");
            var sql = $"select max(c.at) from {SqlName.Table(type.Key)} r join record_change c on c.type = '{type.Key}' and c.record_id = r.id and c.instance_id is null where r.{column} = {value}";
            moments.Add(await MomentAsync(work, sql, record, cancellationToken).ConfigureAwait(false));
        }

        return moments.Max();
    }

    /// <summary>What belongs to records of the type: notices say nothing of their own.</summary>
    private IEnumerable<(RecordType Type, RecordField Field)> PartsOf(string whole) =>
        from type in types.Current.All
        where !type.Silent
        from name in type.BelongsTo
        let field = type[name]
        where field.IsOpenReference || field.Target == whole
        select (type, field);

    private static async Task<DateTimeOffset?> MomentAsync(IUnitOfWork work, string sql, RecordReference record, CancellationToken cancellationToken) =>
        await work.Command(sql, ("type", record.Type), ("id", record.Id), ("reference", record.ToString()))
            .QueryFirstAsync(row => row.IsDBNull(0) ? (DateTimeOffset?)null : row.Instant(0), cancellationToken).ConfigureAwait(false);
}
