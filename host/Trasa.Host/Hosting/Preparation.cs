using Trasa.Engine.Stores;

namespace Trasa.Host.Hosting;

/// <summary>What must be true before the first request is answered.</summary>
internal sealed class Preparation(IDatabase database)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
    }
}
