using System.Collections.Concurrent;
using Trasa.Engine.Bookmarks;
using Trasa.Engine.Execution;
using Trasa.Model.Activities;

namespace Trasa.Host.CommandLine.Bench;

/// <summary>Does nothing: what is measured is the engine around it.</summary>
internal sealed class BenchStep : Activity
{
    public const string Type = "Bench.Step";

    public override ActivityDescriptor Descriptor { get; } = new() { Type = Type, Category = "Bench", DisplayName = Type, Description = "Does nothing." };

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        context.Complete();
        return ValueTask.CompletedTask;
    }
}

/// <summary>Waits to be resumed, and remembers where, so that nobody has to ask the database for it.</summary>
internal sealed class BenchWait : Activity
{
    public static readonly ConcurrentDictionary<Guid, Guid> Bookmarks = new();

    public const string Type = "Bench.Wait";

    public override ActivityDescriptor Descriptor { get; } = new() { Type = Type, Category = "Bench", DisplayName = Type, Description = "Waits." };

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        Bookmarks[context.InstanceId] = context.Wait(new(BookmarkKinds.Event, "bench.go", context.InstanceId.ToString()));
        return ValueTask.CompletedTask;
    }
}
