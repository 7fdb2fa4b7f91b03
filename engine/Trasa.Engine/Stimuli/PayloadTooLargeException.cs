namespace Trasa.Engine.Stimuli;

/// <summary>What an event or a resumption brings is larger than the limit. Nothing of it was stored.</summary>
public sealed class PayloadTooLargeException(string what, long size, int limit)
    : Exception($"{what} brings {size} characters; the limit (PayloadSize) is {limit}. Store large things as documents and send their address.");
