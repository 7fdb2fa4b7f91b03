using Trasa.Crm.Metadata;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Records;

internal sealed class ActorAbilities(IDatabase database, IRecordTypes types) : IRecordAbilities
{
    public Task<RecordAbilities> OfTypeAsync(string type, Actor actor, CancellationToken cancellationToken) =>
        DecideAsync(types.Current[type], actor, (_, authority, operation) => ValueTask.FromResult(authority.Can(types.Current[type], operation)), cancellationToken);

    public Task<RecordAbilities> OfRecordAsync(RecordReference record, Actor actor, CancellationToken cancellationToken)
    {
        var type = types.Current[record.Type];
        return DecideAsync(type, actor, async (connection, authority, operation) => operation == RecordOperation.Create
            ? authority.Can(type, operation)
            : await RecordAccess.HoldsAsync(connection, type, record.Id, authority, operation, cancellationToken).ConfigureAwait(false), cancellationToken);
    }

    public async Task<IReadOnlyList<string>> UnseenTypesAsync(Actor actor, CancellationToken cancellationToken)
    {
        var connection = await RecordConnection.OpenAsync(database, null, cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var authority = await Authority.OfAsync(connection, actor, cancellationToken).ConfigureAwait(false);
            return [.. types.Current.All.Where(type => !authority.Can(type, RecordOperation.Read)).Select(type => type.Key)];
        }
    }

    private async Task<RecordAbilities> DecideAsync(RecordType type, Actor actor, Func<RecordConnection, Authority, RecordOperation, ValueTask<bool>> may, CancellationToken cancellationToken)
    {
        var connection = await RecordConnection.OpenAsync(database, null, cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var authority = await Authority.OfAsync(connection, actor, cancellationToken).ConfigureAwait(false);
            return new(
                await may(connection, authority, RecordOperation.Read).ConfigureAwait(false),
                await may(connection, authority, RecordOperation.Create).ConfigureAwait(false),
                await may(connection, authority, RecordOperation.Update).ConfigureAwait(false),
                await may(connection, authority, RecordOperation.Delete).ConfigureAwait(false),
                Names(type, authority.CanSee),
                Names(type, field => authority.CanWrite(field) && field is { ReadOnly: false, AskedByVerb: false, IsComputed: false }));
        }
    }

    private static HashSet<string> Names(RecordType type, Func<RecordField, bool> holds) => [.. type.Fields.Where(holds).Select(field => field.Name)];
}
