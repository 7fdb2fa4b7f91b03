namespace Trasa.Engine.Stores;

/// <summary>Brings the fixed tables up to date.</summary>
public interface IDatabaseMigrator
{
    /// <summary>
    /// Creates or upgrades the tables. Safe to repeat, and safe when several hosts start at once: one does it, the
    /// others wait for it.
    /// </summary>
    Task MigrateAsync(CancellationToken cancellationToken);
}
