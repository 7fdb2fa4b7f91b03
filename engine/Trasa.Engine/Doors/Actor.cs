namespace Trasa.Engine.Doors;

/// <summary>Under whose authority something is done.</summary>
/// <param name="UserId">The user record, or null for the system itself.</param>
/// <param name="Name">As shown in histories.</param>
/// <param name="OnBehalfOf">The user that <paramref name="UserId"/> stands in for, when substituting.</param>
public sealed record Actor(Guid? UserId, string Name, Guid? OnBehalfOf = null)
{
    /// <summary>The automation itself, e.g. a timer or an intake channel.</summary>
    public static Actor System { get; } = new(null, "Trasa");
}
