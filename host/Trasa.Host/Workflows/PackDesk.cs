using Trasa.Activities.Packs;
using Trasa.Crm.Seeding;
using Trasa.Engine.Hosting;

namespace Trasa.Host.Workflows;

/// <summary>Packs that somebody brings as a zip: looked at first, then installed whole or not at all.</summary>
internal sealed class PackDesk(PackInstaller installer, IRecordSeed seed, IWorkflowEngine engine)
{
    /// <exception cref="PackInvalidException">It is no pack; the message says what and where.</exception>
    public async Task<PackPlan> PlanAsync(string name, Stream zip, CancellationToken cancellationToken) =>
        await installer.PlanAsync(await ProcessPack.ReadAsync(name, zip, cancellationToken), cancellationToken);

    /// <summary>Installs what was looked at. What others changed since then is found again.</summary>
    /// <param name="pack">The pack.</param>
    /// <param name="replace">Whether definitions in conflict are replaced.</param>
    /// <param name="by">Who imports it.</param>
    /// <param name="cancellationToken">Stops it before anything is written.</param>
    /// <exception cref="PackInvalidException">It has errors, or conflicts that are not to be replaced; nothing was written.</exception>
    public async Task<PackPlan> InstallAsync(ProcessPack pack, bool replace, string by, CancellationToken cancellationToken)
    {
        var plan = await installer.PlanAsync(pack, cancellationToken);
        if (!plan.IsValid) throw new PackInvalidException(string.Join(Environment.NewLine, plan.Problems.Where(problem => problem.IsError)));
        if (!replace && plan.Conflicts.ToList() is { Count: > 0 } conflicts)
            throw new PackInvalidException($"Nothing was imported. {string.Join(" ", conflicts.Select(conflict => $"{conflict.Kind} '{conflict.Key}': {conflict.Conflict}"))}");
        await installer.InstallAsync(pack, by, cancellationToken);
        var data = pack.In(ProcessPack.DataFolder).Where(file => file.Name.EndsWith(".json", StringComparison.Ordinal) && !file.Name.EndsWith(ProcessPack.StepsEnding, StringComparison.Ordinal)).ToList();
        if (data.Count > 0) await seed.LoadAsync(data, CancellationToken.None);
        await engine.RunDueAsync(CancellationToken.None);
        return plan;
    }
}
