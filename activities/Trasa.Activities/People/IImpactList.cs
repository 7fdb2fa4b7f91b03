namespace Trasa.Activities.People;

/// <summary>What depends on one person, asked before they leave or move: everything that names them.</summary>
public interface IImpactList
{
    /// <summary>Every mention in the latest published versions and in the drafts, and the work that is in the person's hands.</summary>
    Task<ImpactReport> OfAsync(Guid userId, CancellationToken cancellationToken);
}

/// <param name="Mentions">Definitions that name the person, by kind and key.</param>
/// <param name="Holdings">What stands in their name, e.g. open cases, and how much of it.</param>
public sealed record ImpactReport(IReadOnlyList<Mention> Mentions, IReadOnlyList<Holding> Holdings)
{
    public bool IsEmpty => Mentions.Count == 0 && Holdings.Count == 0;
}

/// <param name="Kind">What sort of definition.</param>
/// <param name="Key">Its key.</param>
/// <param name="Name">As shown.</param>
/// <param name="Version">The version.</param>
/// <param name="IsDraft">Whether it is not published yet.</param>
/// <param name="Line">The line in its file, from 1.</param>
/// <param name="Text">The line.</param>
public sealed record Mention(string Kind, string Key, string Name, int Version, bool IsDraft, int Line, string Text);

/// <param name="What">In plain words.</param>
/// <param name="Count">How many.</param>
public sealed record Holding(string What, int Count);
