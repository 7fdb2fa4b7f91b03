using System.Data.Common;
using Trasa.Engine.Stores;

namespace Trasa.Activities.Deciding;

internal sealed class DecisionRecords(IDatabase database) : IDecisionRecords
{
    private const string Columns =
        "id, kind, definition_key, definition_version, instance_id, activity_id, subject, decided_at, actor, inputs, result, explanation";

    public Task WriteAsync(IUnitOfWork work, DecisionRecord record, CancellationToken cancellationToken) =>
        work.Command(
            $"""
            insert into decision_record ({Columns})
            values (@id, @kind, @key, @version, @instance, @activity, @subject, @at, @actor, @inputs, @result, @explanation)
            """,
            ("id", record.Id), ("kind", record.Kind), ("key", record.DefinitionKey), ("version", record.DefinitionVersion),
            ("instance", record.InstanceId), ("activity", record.ActivityId), ("subject", record.Subject), ("at", record.DecidedAt),
            ("actor", record.Actor), ("inputs", record.Inputs), ("result", record.Result),
            ("explanation", DecisionJson.Write(record.Explanation)))
            .ExecuteAsync(cancellationToken);

    public async Task<DecisionRecord?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        return await connection.Command($"select {Columns} from decision_record where id = @id", ("id", id))
            .QueryFirstAsync(Read, cancellationToken).ConfigureAwait(false);
    }

    public async Task<DecisionRecordPage> QueryAsync(DecisionRecordQuery query, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(query.Skip);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Take, 1000);
        var (where, parameters) = Conditions(query);
        var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        var total = await connection.Command($"select count(*) from decision_record where {where}", parameters)
            .QueryFirstAsync(reader => Convert.ToInt32(reader.GetValue(0), null), cancellationToken).ConfigureAwait(false);
        var records = await connection.Command(
            $"select {Columns} from decision_record where {where} order by decided_at desc, id desc limit {query.Take} offset {query.Skip}", parameters)
            .QueryAsync(Read, cancellationToken).ConfigureAwait(false);
        return new(records, total);
    }

    private static (string Where, (string, object?)[] Parameters) Conditions(DecisionRecordQuery query)
    {
        List<string> conditions = ["1 = 1"];
        List<(string, object?)> parameters = [];
        Add("subject = @subject", "subject", query.Subject);
        Add("instance_id = @instance", "instance", query.InstanceId);
        Add("definition_key = @key", "key", query.DefinitionKey);
        Add("kind = @kind", "kind", query.Kind);
        Add("decided_at >= @from", "from", query.From);
        Add("decided_at < @until", "until", query.Until);
        return (string.Join(" and ", conditions), [.. parameters]);

        void Add(string condition, string name, object? value)
        {
            if (value is null) return;
            conditions.Add(condition);
            parameters.Add((name, value));
        }
    }

    private static DecisionRecord Read(DbDataReader reader) => new(
        reader.GetGuid(0),
        Enum.Parse<DecisionKind>(reader.GetString(1)),
        reader.GetString(2),
        reader.IsDBNull(3) ? null : reader.GetInt32(3),
        reader.GuidOrNull(4),
        reader.StringOrNull(5),
        reader.StringOrNull(6),
        reader.Instant(7),
        reader.GetString(8),
        reader.GetString(9),
        reader.StringOrNull(10),
        reader.StringOrNull(11) is { } explanation ? DecisionJson.Read<DecisionExplanation>(explanation) ?? new() : new());
}
