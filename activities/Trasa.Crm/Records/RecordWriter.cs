using System.Data.Common;
using Trasa.Crm.ChangeLog;
using Trasa.Crm.Metadata;
using Trasa.Crm.Schema;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Records;

/// <summary>Creates, changes and deletes records with all that belongs to it: rights, checks, stamps, change log and events.</summary>
internal sealed class RecordWriter(IRecordTypes types, RecordEvents events, RecordReactions reactions, ChangeCauses causes, IIdentifiers identifiers, TimeProvider time)
{
    public Task<Record> CreateAsync(IUnitOfWork work, RecordTable table, IReadOnlyDictionary<string, object?> given, Actor actor, CancellationToken cancellationToken) =>
        CreateAsync(work, table, given, null, actor, cancellationToken);

    /// <param name="work">The transaction.</param>
    /// <param name="table">Where.</param>
    /// <param name="given">What the actor says.</param>
    /// <param name="measured">What the product itself found out; may fill read-only fields under anybody's authority.</param>
    /// <param name="actor">Under whose authority.</param>
    /// <param name="cancellationToken">Stops before the change.</param>
    public async Task<Record> CreateAsync(IUnitOfWork work, RecordTable table, IReadOnlyDictionary<string, object?> given, IReadOnlyDictionary<string, object?>? measured, Actor actor, CancellationToken cancellationToken)
    {
        var (type, connection, now) = (table.Type, RecordConnection.Of(work), FieldValues.Truncate(time.GetUtcNow()));
        var authority = await Authority.OfAsync(connection, actor, cancellationToken).ConfigureAwait(false);
        if (!authority.Can(type, RecordOperation.Create)) throw Forbidden(actor, "create", type);

        var draft = RecordDraft.New(type, given, authority, IsAutomated(work, actor), now, actor);
        if (measured is not null) draft.Take(measured, Authority.System, automated: true);
        var id = identifiers.Next();
        draft.CheckRequired();
        await RecordChecks.CheckAsync(connection, types.Current, type, id, draft, draft.Changes().Keys, cancellationToken).ConfigureAwait(false);
        draft.ThrowIfInvalid();
        if (type.NumberFormat is not null && draft.Values["number"] is null)
            draft.Values["number"] = await RecordNumbers.NextAsync(work, type, now, cancellationToken).ConfigureAwait(false);
        draft.Calculate(table.Formulas);
        draft.CheckRules(table.Rules);
        draft.ThrowIfInvalid();

        var record = new Record(type.Key, id, 1, Stamped(draft.Values, now, actor.UserId, now, actor.UserId));
        await InsertAsync(work, table, record, cancellationToken).ConfigureAwait(false);
        if (!await RecordAccess.HoldsAsync(connection, type, id, authority, RecordOperation.Create, cancellationToken).ConfigureAwait(false)) throw Forbidden(actor, "create", type);
        return await DoneAsync(work, type, record, ChangeKind.Created, draft.Changes(), actor, authority, cancellationToken).ConfigureAwait(false);
    }

    public async Task<Record> UpdateAsync(IUnitOfWork work, RecordTable table, Guid id, IReadOnlyDictionary<string, object?> changes, IReadOnlyDictionary<string, object?>? measured, long? expectedRevision, Actor actor, CancellationToken cancellationToken)
    {
        var (type, connection, now) = (table.Type, RecordConnection.Of(work), FieldValues.Truncate(time.GetUtcNow()));
        var authority = await Authority.OfAsync(connection, actor, cancellationToken).ConfigureAwait(false);
        var before = await LoadAsync(connection, table, id, authority, RecordOperation.Update, actor, cancellationToken).ConfigureAwait(false);
        if (expectedRevision is { } expected && expected != before.Revision)
            throw new ConcurrencyException($"{type.Label} {Title(type, before)} has been changed since you opened it (revision {before.Revision}, yours was {expected}). Open it again.");

        var draft = RecordDraft.Of(type, before, changes, measured, authority, IsAutomated(work, actor), now);
        draft.ThrowIfInvalid();
        draft.CheckRequired();
        draft.Calculate(table.Formulas);
        draft.CheckRules(table.Rules);
        var changed = draft.Changes();
        await RecordChecks.CheckAsync(connection, types.Current, type, id, draft, changed.Keys, cancellationToken).ConfigureAwait(false);
        draft.ThrowIfInvalid();
        if (changed.Count == 0) return RecordAccess.Visible(before, type, authority);

        var after = new Record(type.Key, id, before.Revision + 1, Stamped(draft.Values, (DateTimeOffset)before[SystemFields.CreatedAt]!, before.Link(SystemFields.CreatedBy), now, actor.UserId));
        await SaveAsync(work, table, after, changed.Keys, cancellationToken).ConfigureAwait(false);
        // An owner field that only processes write is their word, as what is measured is.
        if (type.Rights.OwnedBy.Any(name => changes.ContainsKey(name) && !type[name].ReadOnly && changed.TryGetValue(name, out var change) && NamesAnother(change))
            && !await RecordAccess.MayBeOwnedAsync(connection, type, id, authority, cancellationToken).ConfigureAwait(false))
            throw new RecordForbiddenException($"{actor.Name} may change only their own {type.Plural}, so this one cannot be made somebody else's.");
        return await DoneAsync(work, type, after, ChangeKind.Changed, changed, actor, authority, cancellationToken).ConfigureAwait(false);
    }

    public async Task DeleteAsync(IUnitOfWork work, RecordTable table, Guid id, Actor actor, CancellationToken cancellationToken)
    {
        var (type, connection) = (table.Type, RecordConnection.Of(work));
        var authority = await Authority.OfAsync(connection, actor, cancellationToken).ConfigureAwait(false);
        var record = await LoadAsync(connection, table, id, authority, RecordOperation.Delete, actor, cancellationToken).ConfigureAwait(false);
        if (await RecordChecks.ReferrersAsync(connection, types.Current, record.Reference, cancellationToken).ConfigureAwait(false) is { } referrers)
            throw new RecordInvalidException(type.Key, [new("$record", $"cannot be deleted while others refer to it: {referrers}.")]);

        await work.Command($"delete from {table.Name} where id = @id; delete from record_content where id = @id", ("id", id)).ExecuteAsync(cancellationToken).ConfigureAwait(false);
        var values = type.Fields.Where(field => record[field.Name] is not null).ToDictionary(field => field.Name, field => new FieldChange(record[field.Name], null), StringComparer.Ordinal);
        await DoneAsync(work, type, record, ChangeKind.Deleted, values, actor, authority, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<Record> LoadAsync(RecordConnection connection, RecordTable table, Guid id, Authority authority, RecordOperation operation, Actor actor, CancellationToken cancellationToken)
    {
        var record = await table.FindAsync(connection, id, forUpdate: true, cancellationToken).ConfigureAwait(false);
        if (record is null || !await RecordAccess.HoldsAsync(connection, table.Type, id, authority, RecordOperation.Read, cancellationToken).ConfigureAwait(false))
            throw new RecordNotFoundException(new(table.Type.Key, id));
        return await RecordAccess.HoldsAsync(connection, table.Type, id, authority, operation, cancellationToken).ConfigureAwait(false)
            ? record
            : throw Forbidden(actor, operation == RecordOperation.Delete ? "delete" : "change", table.Type);
    }

    /// <summary>Writes the row and nothing else.</summary>
    public static async Task InsertAsync(IUnitOfWork work, RecordTable table, Record record, CancellationToken cancellationToken)
    {
        var sql = new SqlText();
        var fields = table.Type.Fields;
        sql.Add($"insert into {table.Name} (id, revision, created_at, created_by, changed_at, changed_by, search_text, {string.Join(", ", fields.Select(field => SqlName.Column(field.Name)))}) values (");
        object?[] stamps = [record.Id, record.Revision, record[SystemFields.CreatedAt], record[SystemFields.CreatedBy], record[SystemFields.ChangedAt], record[SystemFields.ChangedBy], SearchText.Of(table.Type, record.Values)];
        sql.Add(string.Join(", ", stamps.Concat(fields.Select(field => RecordTable.Stored(field, record[field.Name]))).Select(sql.Value))).Add(")");
        await ExecuteAsync(work, table.Type, sql, cancellationToken).ConfigureAwait(false);
    }

    private static async Task SaveAsync(IUnitOfWork work, RecordTable table, Record record, IEnumerable<string> changed, CancellationToken cancellationToken)
    {
        var sql = new SqlText();
        sql.Add($"update {table.Name} set revision = {sql.Value(record.Revision)}, changed_at = {sql.Value(record[SystemFields.ChangedAt])}, changed_by = {sql.Value(record[SystemFields.ChangedBy])}, search_text = {sql.Value(SearchText.Of(table.Type, record.Values))}");
        foreach (var name in changed)
            sql.Add($", {SqlName.Column(name)} = {sql.Value(RecordTable.Stored(table.Type[name], record[name]))}");
        sql.Add($" where id = {sql.Value(record.Id)} and revision = {sql.Value(record.Revision - 1)}");
        if (await ExecuteAsync(work, table.Type, sql, cancellationToken).ConfigureAwait(false) == 0)
            throw new ConcurrencyException($"{table.Type.Label} {Title(table.Type, record)} was changed by somebody else at the same moment. Open it again.");
    }

    private static async Task<int> ExecuteAsync(IUnitOfWork work, RecordType type, SqlText sql, CancellationToken cancellationToken)
    {
        try
        {
            return await work.Command(sql.ToString(), [.. sql.Parameters]).ExecuteAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DbException problem) when (problem.SqlState == "23505")
        {
            // Two transactions passed the check at the same time; the index decided.
            throw new RecordInvalidException(type.Key, [new("$record", "somebody else saved a record with the same unique value at the same moment.")]);
        }
    }

    private async Task<Record> DoneAsync(IUnitOfWork work, RecordType type, Record record, ChangeKind kind, IReadOnlyDictionary<string, FieldChange> fields, Actor actor, Authority authority, CancellationToken cancellationToken)
    {
        var change = new RecordChange(identifiers.Next(), record.Reference, record.Revision, FieldValues.Truncate(time.GetUtcNow()), kind, actor.UserId, actor.Name, actor.OnBehalfOf, causes.Of(work), fields);
        await ChangeLogStore.AppendAsync(work, change, cancellationToken).ConfigureAwait(false);
        await events.RaiseAsync(work, type, record, change, actor, cancellationToken).ConfigureAwait(false);
        await reactions.ReactAsync(work, record, change, cancellationToken).ConfigureAwait(false);
        return RecordAccess.Visible(record, type, authority);
    }

    private static Dictionary<string, object?> Stamped(Dictionary<string, object?> values, DateTimeOffset createdAt, Guid? createdBy, DateTimeOffset changedAt, Guid? changedBy) => new(values, StringComparer.Ordinal)
    {
        [SystemFields.CreatedAt] = createdAt,
        [SystemFields.CreatedBy] = createdBy,
        [SystemFields.ChangedAt] = changedAt,
        [SystemFields.ChangedBy] = changedBy,
    };

    /// <summary>Whether an owner came who was none before; that one is taken away gives nobody a right.</summary>
    private static bool NamesAnother(FieldChange change) => change.New switch
    {
        null => false,
        IReadOnlyList<object?> several => several.Except(change.Old as IReadOnlyList<object?> ?? []).Any(),
        _ => true,
    };

    private bool IsAutomated(IUnitOfWork work, Actor actor) => actor.UserId is null || causes.Of(work) is not null;

    private static string Title(RecordType type, Record record) => record[type.TitleField]?.ToString() ?? record.Id.ToString();

    private static RecordForbiddenException Forbidden(Actor actor, string verb, RecordType type) => new($"{actor.Name} may not {verb} {type.Plural}.");
}
