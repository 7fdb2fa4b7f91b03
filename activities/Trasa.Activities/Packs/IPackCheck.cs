using Trasa.Engine.Definitions;

namespace Trasa.Activities.Packs;

/// <summary>Looks at the definitions of a pack together, after each has been read alone.</summary>
public interface IPackCheck
{
    IEnumerable<FileProblem> Check(ProcessPack pack, IReadOnlyList<DefinitionDraft> drafts);
}
