using Trasa.Engine.Definitions;

namespace Trasa.Activities.Packs;

/// <summary>What a pack brings besides definitions, e.g. record types: checked with the pack and in force before its definitions are published.</summary>
public interface IPackContent
{
    /// <summary>What is wrong with this part of the pack, seen together with the packs that it requires.</summary>
    IReadOnlyList<FileProblem> Check(ProcessPack pack, IReadOnlyList<ProcessPack> required);

    /// <summary>Until disposed of, whatever this thread of work reads sees the parts of the packs as if they were installed.</summary>
    IDisposable Preview(IReadOnlyList<ProcessPack> packs);

    /// <summary>Puts it in force; safe to repeat.</summary>
    Task InstallAsync(ProcessPack pack, string by, CancellationToken cancellationToken);
}
