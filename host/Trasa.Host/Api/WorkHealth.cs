using Microsoft.Extensions.Diagnostics.HealthChecks;
using Trasa.Engine.Hosting;

namespace Trasa.Host.Api;

/// <summary>Whether timers, stimuli and messages are done when they are due. Late work is a reason to look, not to send people elsewhere.</summary>
internal sealed class WorkHealth(IWorkQueue queue, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan Tolerated = TimeSpan.FromMinutes(1);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        var late = await queue.NextDueAsync(now, cancellationToken) is { } due ? now - due : TimeSpan.Zero;
        var parked = await queue.ParkedAsync(100, cancellationToken);
        var data = new Dictionary<string, object> { ["lateSeconds"] = Math.Max(0, (long)late.TotalSeconds), ["parked"] = parked.Count };
        return late > Tolerated
            ? HealthCheckResult.Degraded($"The oldest timer, stimulus or message is {(long)late.TotalSeconds} seconds late.", data: data)
            : HealthCheckResult.Healthy(data: data);
    }
}
