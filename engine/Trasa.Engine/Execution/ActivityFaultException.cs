namespace Trasa.Engine.Execution;

/// <summary>The activity cannot go on: the branch stops and an incident says why.</summary>
public sealed class ActivityFaultException(string message, Exception? inner = null) : Exception(message, inner);
