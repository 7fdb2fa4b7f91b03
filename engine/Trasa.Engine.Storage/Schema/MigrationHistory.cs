using System.Data.Common;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Trasa.Engine.Stores;

namespace Trasa.Engine.Storage.Schema;

/// <summary>
/// Which migrations a database has had. Read without Entity Framework: nearly every start finds nothing to do, and its
/// model would cost more than the rest of the start.
/// </summary>
internal static class MigrationHistory
{
    public const string Table = "schema_history";

    public static async Task<bool> IsCompleteAsync(DatabaseKind kind, DbConnection connection, CancellationToken cancellationToken)
    {
        var exists = kind == DatabaseKind.Sqlite
            ? $"select 1 from sqlite_master where type = 'table' and name = '{Table}'"
            : $"select 1 where to_regclass('{Table}') is not null";
        var found = await connection.Command(exists).QueryAsync(_ => true, cancellationToken).ConfigureAwait(false);
        if (found.Count == 0) return false;
        var applied = await connection.Command($"select \"MigrationId\" from {Table}").QueryAsync(row => row.GetString(0), cancellationToken).ConfigureAwait(false);
        return !Known(kind).Except(applied, StringComparer.Ordinal).Any();
    }

    private static IEnumerable<string> Known(DatabaseKind kind)
    {
        var context = kind == DatabaseKind.Sqlite ? typeof(SqliteTrasaContext) : typeof(PostgresTrasaContext);
        return from type in typeof(MigrationHistory).Assembly.GetTypes()
               where type.GetCustomAttribute<DbContextAttribute>()?.ContextType == context
               let migration = type.GetCustomAttribute<MigrationAttribute>()
               where migration is not null
               select migration.Id;
    }
}
