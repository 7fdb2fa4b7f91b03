using Trasa.Engine.Bookmarks;

namespace Trasa.Engine.Execution;

/// <summary>How a waiting activity is woken.</summary>
/// <param name="Bookmark">Where it waited.</param>
/// <param name="Payload">What the stimulus brought: null, bool, decimal, string, list or dictionary.</param>
/// <param name="TimedOut">Whether the bookmark's due time came, rather than a stimulus.</param>
public sealed record Resumption(Bookmark Bookmark, object? Payload, bool TimedOut);
