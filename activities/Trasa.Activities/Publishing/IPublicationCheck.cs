using Trasa.Engine.Definitions;

namespace Trasa.Activities.Publishing;

/// <summary>Looks at a draft before it is handed in or approved, beyond what its format says.</summary>
public interface IPublicationCheck
{
    DefinitionKind Kind { get; }

    /// <exception cref="PublicationRefusedException">It must not be published as it is.</exception>
    Task CheckAsync(string key, string content, CancellationToken cancellationToken);
}
