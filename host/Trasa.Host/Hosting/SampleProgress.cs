using Trasa.Activities.Guards;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Host.Hosting;

/// <summary>
/// How far the sample organisation has come in a database. It is begun only where there are no people, and goes on, every
/// step of it harmless to repeat, until it is complete: a process that dies in between leaves nothing half.
/// </summary>
internal sealed class SampleProgress(IDatabase database, IRecords records, IOnceGuards guards, TimeProvider time)
{
    private const string Scope = "sample-organisation";

    /// <summary>Whether there is something to install.</summary>
    public async Task<bool> BeginAsync(CancellationToken cancellationToken)
    {
        var passed = await PassedAsync(cancellationToken);
        if (passed.Contains(nameof(Step.Complete))) return false;
        if (passed.Contains(nameof(Step.Begun))) return true;
        if ((await records.QueryAsync(null, new RecordQuery("user", Take: 1), Actor.System, cancellationToken)).Total > 0) return false;
        await PassAsync(Step.Begun, cancellationToken);
        return true;
    }

    public Task CompleteAsync(CancellationToken cancellationToken) => PassAsync(Step.Complete, cancellationToken);

    private async Task<List<string>> PassedAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.Command("select key from once_guard where scope = @scope", ("scope", Scope)).QueryAsync(row => row.GetString(0), cancellationToken);
    }

    private async Task PassAsync(Step step, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        await guards.PassAsync(work, new(Scope, step.ToString()), time.GetUtcNow(), cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    private enum Step
    {
        Begun,
        Complete,
    }
}
