namespace Trasa.Crm.Seeding;

/// <summary>Brings records that are written in files into the database, e.g. the sample organisation.</summary>
public interface IRecordSeed
{
    /// <summary>
    /// Reads every <c>*.json</c> of the folder in the order of the names and creates what is not there yet; what is there
    /// stays as it is. All or nothing, so it can be repeated.
    /// </summary>
    /// <exception cref="SeedInvalidException">A file cannot be used; the message says which record and why.</exception>
    Task<SeedReport> LoadAsync(string folder, CancellationToken cancellationToken);

    /// <summary>As above, from the texts of the files, in the order given.</summary>
    Task<SeedReport> LoadAsync(IReadOnlyList<(string Name, string Json)> texts, CancellationToken cancellationToken);
}

/// <param name="Created">How many records were created, by type.</param>
/// <param name="Existing">How many were there already.</param>
public sealed record SeedReport(IReadOnlyDictionary<string, int> Created, int Existing);

public sealed class SeedInvalidException(string file, string place, string reason, int line = 0) : Exception($"{file}: {place}: {reason}")
{
    public string Reason { get; } = reason;

    /// <summary>From 1; 0 when the place is not a line.</summary>
    public int Line { get; } = line;
}
