using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Trasa.Engine.Storage.Schema;

/// <summary>For <c>dotnet ef migrations add NAME --context SqliteTrasaContext --output-dir Migrations/Sqlite</c>.</summary>
internal sealed class SqliteContextFactory : IDesignTimeDbContextFactory<SqliteTrasaContext>
{
    public SqliteTrasaContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteTrasaContext>().UseSqlite("Data Source=:memory:").Options);
}

/// <summary>For <c>dotnet ef migrations add NAME --context PostgresTrasaContext --output-dir Migrations/PostgreSql</c>.</summary>
internal sealed class PostgresContextFactory : IDesignTimeDbContextFactory<PostgresTrasaContext>
{
    public PostgresTrasaContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresTrasaContext>().UseNpgsql("Host=localhost").Options);
}
