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

/// <summary>Waits to be resumed.</summary>
internal sealed class BenchWait : Activity
{
    public const string Type = "Bench.Wait";

    public override ActivityDescriptor Descriptor { get; } = new() { Type = Type, Category = "Bench", DisplayName = Type, Description = "Waits." };

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        context.Wait(new(BookmarkKinds.Event, "bench.go"));
        return ValueTask.CompletedTask;
    }
}
