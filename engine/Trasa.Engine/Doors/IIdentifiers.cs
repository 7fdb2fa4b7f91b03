namespace Trasa.Engine.Doors;

/// <summary>The only source of new identifiers, so that a test run can be repeated to the letter.</summary>
public interface IIdentifiers
{
    /// <summary>A new identifier; later ones sort after earlier ones (UUID version 7).</summary>
    Guid Next();
}
