using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;

namespace Trasa.Activities.Publishing;

/// <summary>Looks at a draft before it is handed in or approved, beyond what its format says.</summary>
public interface IPublicationCheck
{
    DefinitionKind Kind { get; }

    /// <exception cref="PublicationRefusedException">It must not be published as it is.</exception>
    Task CheckAsync(PublicationAttempt attempt, CancellationToken cancellationToken);
}

/// <summary>Somebody wants this content to come into force.</summary>
/// <param name="Key">Of the definition.</param>
/// <param name="Content">The file.</param>
/// <param name="By">Who; what is tried for them shows what they may see.</param>
/// <param name="Excuse">Why it shall come into force although something that shows it right fails; null when nothing may fail. Errors are never excused.</param>
public sealed record PublicationAttempt(string Key, string Content, Actor By, string? Excuse);
