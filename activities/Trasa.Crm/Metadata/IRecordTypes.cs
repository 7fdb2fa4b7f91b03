using Trasa.Engine.Doors;

namespace Trasa.Crm.Metadata;

/// <summary>The record types in force: the built-in ones, those of packs, and what administrators declared.</summary>
public interface IRecordTypes
{
    /// <summary>The types at this moment; a set once taken does not change.</summary>
    RecordTypeSet Current { get; }

    /// <summary>Reads the stored declarations and creates or alters the tables. Called when a host starts; can be repeated.</summary>
    /// <exception cref="DeclarationInvalidException">With file, line and reason of everything that is wrong.</exception>
    Task EnsureAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Stores declarations (types or extensions; the name is the key under which they are stored and replaced), alters
    /// the tables and puts them in force, all or nothing.
    /// </summary>
    /// <exception cref="DeclarationInvalidException">With file, line and reason of everything that is wrong.</exception>
    Task SaveAsync(IReadOnlyList<(string Name, string Json)> declarations, Actor actor, CancellationToken cancellationToken);

    /// <summary>The declarations that are stored, under their names: all that <see cref="SaveAsync"/> was given.</summary>
    Task<IReadOnlyList<(string Name, string Json)>> DeclarationsAsync(CancellationToken cancellationToken);

    /// <summary>What would be wrong if these declarations were saved; changes nothing.</summary>
    IReadOnlyList<DeclarationProblem> Check(IReadOnlyList<(string Name, string Json)> declarations);

    /// <summary>Until disposed of, <see cref="Current"/> shows this flow of calls the types as if these declarations were saved; nothing is stored.</summary>
    /// <exception cref="DeclarationInvalidException">They could not be saved.</exception>
    IDisposable Preview(IReadOnlyList<(string Name, string Json)> declarations);
}
