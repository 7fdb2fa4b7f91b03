namespace Trasa.Activities.Mail.Mime;

/// <summary>How large and how deep a message may be before it is refused (and kept in quarantine by the caller).</summary>
public sealed record MimeLimits
{
    /// <summary>Whole message in bytes; default 25 MB.</summary>
    public int MaxBytes { get; init; } = 25 * 1024 * 1024;

    /// <summary>Header block of one part in bytes; default 256 KB.</summary>
    public int MaxHeaderBytes { get; init; } = 256 * 1024;

    /// <summary>Header fields of one part; default 1000.</summary>
    public int MaxHeaderFields { get; init; } = 1000;

    /// <summary>Parts within parts, counting enclosed messages; default 20.</summary>
    public int MaxDepth { get; init; } = 20;

    /// <summary>Parts of the whole message; default 500.</summary>
    public int MaxParts { get; init; } = 500;
}

/// <summary>A message that went over one of <see cref="MimeLimits"/>.</summary>
/// <param name="Limit">The property of <see cref="MimeLimits"/>.</param>
/// <param name="Allowed">What the limit is set to.</param>
/// <param name="Found">What the message has, at least.</param>
public sealed record MimeLimitExceeded(string Limit, long Allowed, long Found)
{
    public override string ToString() => $"The message goes over {nameof(MimeLimits)}.{Limit}: {Found} found, {Allowed} allowed.";
}
