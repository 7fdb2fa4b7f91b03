namespace Trasa.Engine.Hosting;

/// <summary>What is asked for would go on for ever, and trying again changes nothing.</summary>
internal sealed class RefusedStimulusException(string message) : InvalidOperationException(message);
