using Microsoft.EntityFrameworkCore;

namespace Trasa.Engine.Storage.Schema;

/// <summary>
/// The fixed tables, as Entity Framework migrates them. Nothing queries through this context: the hot path and the
/// screens speak SQL, and record types create their own tables from their metadata.
/// </summary>
internal abstract class TrasaContext(DbContextOptions options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        DefinitionTables.Describe(modelBuilder);
        InstanceTables.Describe(modelBuilder);
        QueueTables.Describe(modelBuilder);
        RecordTables.Describe(modelBuilder);
        AccountTables.Describe(modelBuilder);
        PeopleTables.Describe(modelBuilder);
    }
}

internal sealed class SqliteTrasaContext(DbContextOptions<SqliteTrasaContext> options) : TrasaContext(options);

internal sealed class PostgresTrasaContext(DbContextOptions<PostgresTrasaContext> options) : TrasaContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        // Rows that are rewritten with every burst stay on their page (HOT) when the page has room for them.
        foreach (var table in (string[])["workflow_instance", "bookmark", "stimulus", "outbox"])
        {
            modelBuilder.SharedTypeEntity<Dictionary<string, object>>(table)
                .HasStorageParameter("fillfactor", 70)
                .HasStorageParameter("autovacuum_vacuum_scale_factor", 0.05);
        }
    }
}
