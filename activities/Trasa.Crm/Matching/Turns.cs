using Trasa.Engine.Stores;

namespace Trasa.Crm.Matching;

/// <summary>
/// Lets transactions about the same thing follow one another where there is no row yet to lock: who looks for something
/// and adds it when it is missing, takes the turn first. SQLite has one writer anyway.
/// </summary>
internal static class Turns
{
    /// <summary>Waits for everybody who has the turn for one of the names, and keeps it until the transaction ends.</summary>
    public static async Task TakeAsync(IUnitOfWork work, IEnumerable<string> names, CancellationToken cancellationToken)
    {
        if (work.Kind != DatabaseKind.PostgreSql) return;
        // In one order for all, so that two never wait for each other.
        foreach (var name in names.Distinct().Order(StringComparer.Ordinal))
            await work.Command("select pg_advisory_xact_lock(hashtextextended(@name, 1))", ("name", name)).ExecuteAsync(cancellationToken).ConfigureAwait(false);
    }
}
