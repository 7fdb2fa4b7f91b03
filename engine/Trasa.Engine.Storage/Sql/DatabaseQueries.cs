using System.Data.Common;
using Trasa.Engine.Stores;

namespace Trasa.Engine.Storage.Sql;

internal static class DatabaseQueries
{
    /// <summary>Reads on a connection of its own.</summary>
    public static async Task<List<T>> QueryAsync<T>(
        this IDatabase database, string sql, Func<DbDataReader, T> read, CancellationToken cancellationToken, params (string Name, object? Value)[] parameters)
    {
        var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        return await connection.Command(sql, parameters).QueryAsync(read, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes in a transaction of its own and returns how many rows changed.</summary>
    public static async Task<int> ExecuteAsync(this IDatabase database, string sql, CancellationToken cancellationToken, params (string Name, object? Value)[] parameters)
    {
        var work = await database.BeginAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = work.ConfigureAwait(false);
        var changed = await work.Command(sql, parameters).ExecuteAsync(cancellationToken).ConfigureAwait(false);
        await work.CommitAsync(cancellationToken).ConfigureAwait(false);
        return changed;
    }
}
