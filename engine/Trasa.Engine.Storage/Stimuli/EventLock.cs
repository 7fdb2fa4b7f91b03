namespace Trasa.Engine.Storage.Stimuli;

/// <summary>
/// Keeps "an event is kept because nobody waits" and "somebody begins to wait" apart on PostgreSQL: the one or the other
/// commits first, and the later sees it. Held until the end of the transaction. SQLite has one writer and needs none.
/// </summary>
internal static class EventLock
{
    public const string Shared =
        "select null::uuid from (select distinct hashtextextended('event:' || n, 0) as key from unnest(@names) as n order by 1) k, pg_advisory_xact_lock_shared(k.key)";

    public const string Exclusive = "select pg_advisory_xact_lock(hashtextextended('event:' || @name, 0))";
}
