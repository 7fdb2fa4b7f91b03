using Npgsql;
using Trasa.Engine.Instances;
using Trasa.Engine.Storage.Instances;

namespace Trasa.Engine.Storage.Stimuli;

/// <summary>
/// Keeps "an event is kept because nobody waits" and "somebody begins to wait" apart on PostgreSQL: the one or the other
/// commits first, and the later sees it. Held until the end of the transaction. SQLite has one writer and needs none.
/// </summary>
/// <remarks>
/// Three locks per name, so that different correlations do not meet: N of the name, C of name and correlation, W of
/// waiters for any correlation. A waiter for one correlation shares N and C; a waiter for any shares N and owns W. An
/// event with a correlation shares N and W and owns C; one for all waiters shares W and owns N. All are taken in the
/// order of their keys, so nobody waits in a circle.
/// </remarks>
internal static class EventLock
{
    private const string Sql =
        """
        select case when exclusive then pg_advisory_xact_lock(key) else pg_advisory_xact_lock_shared(key) end
        from (select hashtextextended(name, 0) as key, bool_or(exclusive) as exclusive from unnest($1::text[], $2::boolean[]) as l(name, exclusive) group by 1 order by 1) l
        """;

    /// <summary>For bursts that begin to wait; null when none does.</summary>
    public static NpgsqlBatchCommand? ForWaiters(IReadOnlyList<BurstCommit> commits)
    {
        var locks = new HashSet<(string Name, bool Exclusive)>();
        foreach (var commit in commits)
        {
            foreach (var bookmark in commit.CreatedBookmarks)
            {
                if (!BurstParts.IsEvent(bookmark)) continue;
                locks.Add((Name(bookmark.Name), false));
                locks.Add(bookmark.CorrelationId is { } correlation ? (One(bookmark.Name, correlation), false) : (Any(bookmark.Name), true));
            }
        }

        return locks.Count == 0 ? null : Command(locks);
    }

    public static NpgsqlBatchCommand ForEvent(string name, string? correlationId) => Command(correlationId is { } correlation
        ? [(Name(name), false), (Any(name), false), (One(name, correlation), true)]
        : [(Name(name), true), (Any(name), false)]);

    private static string Name(string name) => "event:" + name;

    private static string One(string name, string correlation) => $"event-for:{name}:{correlation}";

    private static string Any(string name) => "event-any:" + name;

    private static NpgsqlBatchCommand Command(IReadOnlyCollection<(string Name, bool Exclusive)> locks) => new(Sql)
    {
        Parameters =
        {
            new NpgsqlParameter<string[]> { TypedValue = [.. locks.Select(one => one.Name)] },
            new NpgsqlParameter<bool[]> { TypedValue = [.. locks.Select(one => one.Exclusive)] },
        },
    };
}
