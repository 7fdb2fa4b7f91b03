namespace Trasa.Engine.Definitions;

/// <summary>One version of a definition. Once published, <see cref="Content"/> never changes.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Key">Stable key, unique within the kind, e.g. <c>case-life</c>.</param>
/// <param name="Version">1, 2, ... A draft has the number that it will be published under.</param>
/// <param name="Name">As shown to people.</param>
/// <param name="Content">The file's text: workflow JSON, DMN XML, template, calendar JSON.</param>
/// <param name="ContentHash">SHA-256 of <paramref name="Content"/>, lower-case hexadecimal.</param>
/// <param name="Pack">The process pack that it came with, or null.</param>
/// <param name="CreatedAt">When this version was first saved.</param>
/// <param name="CreatedBy">Who saved it.</param>
/// <param name="PublishedAt">Null while it is a draft.</param>
/// <param name="PublishedBy">Who published it.</param>
/// <param name="Notes">What the publisher said about it.</param>
/// <param name="Revision">Counts the saves of a draft; the guard against two people overwriting each other.</param>
public sealed record DefinitionVersion(
    DefinitionKind Kind,
    string Key,
    int Version,
    string Name,
    string Content,
    string ContentHash,
    string? Pack,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    DateTimeOffset? PublishedAt,
    string? PublishedBy,
    string? Notes,
    int Revision)
{
    public bool IsPublished => PublishedAt is not null;
}
