namespace Trasa.Engine.Hosting;

/// <summary>A workflow is not started, and trying again changes nothing.</summary>
internal sealed class RefusedStartException(string message) : InvalidOperationException(message);
