using Microsoft.Extensions.Diagnostics.HealthChecks;
using Trasa.Engine.Stores;

namespace Trasa.Host.Api;

/// <summary>Whether the database answers.</summary>
internal sealed class DatabaseHealth(IDatabase database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await connection.Command("select 1").ExecuteAsync(cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
