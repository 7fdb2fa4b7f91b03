using System.Data.Common;
using System.Runtime.CompilerServices;

namespace Trasa.Engine.Storage.Sql;

/// <summary>Commands that are made once per connection. They live as long as it does.</summary>
internal static class SqliteStatements
{
    private static readonly ConditionalWeakTable<DbConnection, Dictionary<object, DbCommand>> Known = [];

    /// <summary>Only whoever has the connection to himself may call this.</summary>
    public static DbCommand On(DbConnection connection, object owner, string sql)
    {
        var commands = Known.GetOrCreateValue(connection);
        if (commands.TryGetValue(owner, out var command)) return command;
        command = connection.CreateCommand();
        command.CommandText = sql;
        commands.Add(owner, command);
        return command;
    }
}
