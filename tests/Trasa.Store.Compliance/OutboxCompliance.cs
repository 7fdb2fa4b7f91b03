using Microsoft.Extensions.DependencyInjection;
using Trasa.Engine.Hosting;
using Trasa.Engine.Outbox;
using Trasa.Engine.Stores;
using Trasa.TestKit.Engine;

namespace Trasa.Store.Compliance;

/// <summary>Effects leave after the commit, at least once, with the same key each time; what cannot leave is kept for a person.</summary>
public abstract class OutboxCompliance(DatabaseKind kind) : EngineCompliance(kind)
{
    private readonly ScriptedChannel _channel = new();

    [Fact]
    public async Task Message_leaves_after_the_commit()
    {
        await using var host = await StartWithChannelAsync();

        await BeginAsync(host, "send door");
        Assert.Empty(_channel.Keys);
        await host.RunUntilIdleAsync(Cancel);

        Assert.Single(_channel.Keys);
        Assert.Equal(0, await CountAsync(host, "outbox"));
    }

    [Fact]
    public async Task Message_of_a_burst_that_failed_never_leaves()
    {
        await using var host = await StartWithChannelAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => BeginAsync(host, "send door", "fail"));
        await host.AdvanceAsync(TimeSpan.FromHours(1), Cancel);

        Assert.Empty(_channel.Keys);
    }

    [Fact]
    public async Task Failed_message_is_sent_again_later_with_the_same_key()
    {
        await using var host = await StartWithChannelAsync(SendResult.Retry("busy"), SendResult.Retry("busy"), SendResult.Sent);
        await BeginAsync(host, "send door");

        await host.RunUntilIdleAsync(Cancel);
        Assert.Single(_channel.Keys);
        await host.AdvanceAsync(TimeSpan.FromHours(1), Cancel);

        Assert.Equal(3, _channel.Keys.Count);
        Assert.Single(_channel.Keys.Distinct());
        Assert.Equal(0, await CountAsync(host, "outbox"));
    }

    [Fact]
    public async Task Channel_that_throws_is_tried_again()
    {
        await using var host = await StartWithChannelAsync(null, SendResult.Sent);
        await BeginAsync(host, "send door");

        await host.AdvanceAsync(TimeSpan.FromHours(1), Cancel);

        Assert.Equal(2, _channel.Keys.Count);
    }

    [Fact]
    public async Task Refused_message_becomes_a_dead_letter_that_can_be_replayed()
    {
        await using var host = await StartWithChannelAsync(SendResult.Refused("no such address"), SendResult.Sent);
        await BeginAsync(host, "send door");
        await host.AdvanceAsync(TimeSpan.FromHours(1), Cancel);
        var queue = host.Get<IWorkQueue>();
        var dead = Assert.Single(await queue.ParkedAsync(10, Cancel));
        Assert.Equal((WorkKind.Message, "door", "no such address"), (dead.Kind, dead.Name, dead.Reason));

        Assert.True(await queue.ReplayAsync(WorkKind.Message, dead.Id, host.Time.GetUtcNow(), Cancel));
        await host.RunUntilIdleAsync(Cancel);

        Assert.Equal(2, _channel.Keys.Count);
        Assert.Empty(await queue.ParkedAsync(10, Cancel));
    }

    [Fact]
    public async Task Refusal_is_told_before_the_message_is_put_aside()
    {
        var listener = new Listener();
        _channel.Script = new([SendResult.Refused("no such address"), SendResult.Refused("still none"), SendResult.Retry("busy")]);
        await using var host = await StartAsync(services => services.AddSingleton<IOutboxChannel>(_channel).AddSingleton<IRefusalListener>(listener));
        await BeginAsync(host, "send door");

        await host.AdvanceAsync(TimeSpan.FromHours(1), Cancel);

        // The first telling failed, so the message was tried once more; being busy is told to nobody.
        Assert.Equal(["no such address", "still none"], listener.Heard);
        Assert.Equal("still none", Assert.Single(await host.Get<IWorkQueue>().ParkedAsync(10, Cancel)).Reason);
    }

    [Fact]
    public async Task Message_that_keeps_failing_becomes_a_dead_letter()
    {
        await using var host = await StartWithChannelAsync([.. Enumerable.Repeat(SendResult.Retry("down"), 50)]);
        await BeginAsync(host, "send door");

        await host.AdvanceAsync(TimeSpan.FromDays(10), Cancel);

        Assert.Equal(12, _channel.Keys.Count);
        Assert.Single(await host.Get<IWorkQueue>().ParkedAsync(10, Cancel));
    }

    [Fact]
    public async Task Message_that_left_before_a_crash_is_sent_again_with_the_same_key()
    {
        await using var host = await StartWithChannelAsync();
        await BeginAsync(host, "send door");
        var now = host.Time.GetUtcNow();

        // A host that took the message, sent it, and died before it could say so.
        Assert.Single(await host.Get<IWorkQueue>().ClaimMessagesAsync(new(now, now.AddSeconds(30), 10), Cancel));
        await host.RunUntilIdleAsync(Cancel);
        Assert.Empty(_channel.Keys);
        host.Time.Advance(TimeSpan.FromSeconds(31));
        await host.RunUntilIdleAsync(Cancel);

        Assert.Single(_channel.Keys);
    }

    [Fact]
    public async Task Same_idempotency_key_is_stored_once()
    {
        await using var host = await StartWithChannelAsync();
        await using (var work = await host.Database.BeginAsync(Cancel))
        {
            for (var i = 0; i < 3; i++)
                await host.Get<IOutbox>().EnqueueAsync(work, new(Guid.CreateVersion7(host.Time.GetUtcNow()), "door", "same", "{}", host.Time.GetUtcNow()), Cancel);
            await work.CommitAsync(Cancel);
        }

        await host.RunUntilIdleAsync(Cancel);

        Assert.Equal(["same"], _channel.Keys);
    }

    private Task<EngineTestHost> StartWithChannelAsync(params SendResult?[] script)
    {
        _channel.Script = new(script);
        return StartAsync(services => services.AddSingleton<IOutboxChannel>(_channel));
    }

    /// <summary>Fails the first time.</summary>
    private sealed class Listener : IRefusalListener
    {
        public List<string> Heard { get; } = [];

        public Task RefusedAsync(OutboxMessage message, string reason, CancellationToken cancellationToken)
        {
            Heard.Add(reason);
            return Heard.Count > 1 ? Task.CompletedTask : throw new InvalidOperationException("The database is away.");
        }
    }

    /// <summary>Answers by script, and with "sent" after it; null throws.</summary>
    private sealed class ScriptedChannel : IOutboxChannel
    {
        public Queue<SendResult?> Script { get; set; } = [];

        public List<string> Keys { get; } = [];

        public string Name => "door";

        public Task<SendResult> SendAsync(OutboxMessage message, CancellationToken cancellationToken)
        {
            Keys.Add(message.IdempotencyKey);
            var answer = Script.TryDequeue(out var next) ? next : SendResult.Sent;
            return answer is null ? throw new TimeoutException("No answer.") : Task.FromResult(answer);
        }
    }
}
