namespace Trasa.Engine.Stores;

/// <summary>Somebody else changed the same thing in between: load it again and decide again.</summary>
public sealed class ConcurrencyException(string message) : Exception(message);
