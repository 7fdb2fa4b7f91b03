using System.Runtime.CompilerServices;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Records;

/// <summary>The workflow step that causes changes, for the change log.</summary>
public sealed record ChangeCause(Guid InstanceId, string ActivityId);

/// <summary>
/// Which step a transaction is writing for. An activity says so before it writes; everything that the data services
/// write in that transaction afterwards carries it. Without a cause a person wrote directly.
/// </summary>
public sealed class ChangeCauses
{
    private readonly ConditionalWeakTable<IUnitOfWork, ChangeCause> _causes = [];

    public void Set(IUnitOfWork work, ChangeCause cause) => _causes.AddOrUpdate(work, cause);

    public ChangeCause? Of(IUnitOfWork work) => _causes.TryGetValue(work, out var cause) ? cause : null;
}
