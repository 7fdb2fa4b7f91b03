namespace Trasa.Engine.Doors;

/// <summary>Time-ordered identifiers on the clock of the host.</summary>
public sealed class Identifiers(TimeProvider time) : IIdentifiers
{
#pragma warning disable RS0030 // This is the door that the ban points to.
    public Guid Next() => Guid.CreateVersion7(time.GetUtcNow());
#pragma warning restore RS0030
}
