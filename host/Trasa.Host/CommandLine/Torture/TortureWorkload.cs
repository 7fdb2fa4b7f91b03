using System.Text.Json.Nodes;
using Trasa.Engine;
using Trasa.Engine.Bookmarks;
using Trasa.Engine.Execution;
using Trasa.Engine.Hosting;
using Trasa.Engine.Outbox;
using Trasa.Engine.Storage;
using Trasa.Engine.Stores;
using Trasa.Model.Activities;

namespace Trasa.Host.CommandLine.Torture;

/// <summary>
/// Ten steps with an event and a timer in between. Each step writes a ledger row and moves money in the burst's own
/// transaction and sends an effect, so that whatever is lost or doubled leaves a trace.
/// </summary>
internal static class TortureWorkload
{
    public const int Steps = 10;

    /// <summary>Short, so that what a killed host held is taken over while one watches.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(5);

    public const string Key = "torture";

    public const string Event = "torture.go";

    public const int Accounts = 1_000;

    public const string Tables = """
        create table if not exists torture_ledger (instance_id {uuid} not null, step text not null);
        create index if not exists ix_torture_ledger on torture_ledger (instance_id);
        create table if not exists torture_account (id integer primary key, balance bigint not null);
        create table if not exists torture_effect (key text not null);
        create table if not exists torture_accepted (instance_id {uuid} primary key);
        """;

    public static string Definition()
    {
        var activities = new JsonArray();
        for (var step = 1; step <= Steps; step++)
        {
            activities.Add(new JsonObject { ["id"] = $"s{step}", ["type"] = StepActivity.Type });
            if (step == 3) activities.Add(new JsonObject { ["id"] = "wait", ["type"] = WaitActivity.Type });
            if (step == 6) activities.Add(new JsonObject { ["id"] = "timer", ["type"] = PauseActivity.Type });
        }

        return new JsonObject { ["definitionId"] = Key, ["root"] = new JsonObject { ["id"] = "all", ["type"] = "Elsa.Sequence", ["activities"] = activities } }.ToJsonString();
    }

    public static IServiceCollection AddTorture(this IServiceCollection services, DatabaseAddress address)
    {
        services.AddTrasaStorage(address);
        services.AddTrasaEngine();
        services.AddActivity<StepActivity>().AddActivity<WaitActivity>().AddActivity<PauseActivity>();
        services.AddSingleton<IOutboxChannel, EffectChannel>();
        services.Configure<RunnerOptions>(options =>
        {
            options.Lease = Lease;
            options.PollInterval = TimeSpan.FromMilliseconds(250);
            // A kill counts as an attempt; here it is the host that is ill, not the work.
            options.MaxAttempts = 1_000;
            options.MaxSendAttempts = 1_000;
            options.FirstBackOff = TimeSpan.FromMilliseconds(250);
            options.LongestBackOff = TimeSpan.FromSeconds(5);
        });
        return services;
    }

    private static ActivityDescriptor Describe(string type) => new()
    {
        Type = type,
        Category = "Torture",
        DisplayName = type,
        Description = "Part of the torture test.",
    };

    private sealed class StepActivity : Activity
    {
        public const string Type = "Torture.Step";

        public override ActivityDescriptor Descriptor { get; } = Describe(Type);

        public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
        {
            var work = await context.WorkAsync(cancellationToken);
            await work.Command("insert into torture_ledger (instance_id, step) values (@instance, @step)", ("instance", context.InstanceId), ("step", context.ActivityId))
                .ExecuteAsync(cancellationToken);
            // Each step has accounts of its own, in ascending order, so that bursts seldom lock each other out; one in fifty does as it likes.
            var chance = (uint)HashCode.Combine(context.InstanceId, context.ActivityId);
            var range = chance % 50 == 0 ? (int)(chance % 9) * 100 : int.Parse(context.ActivityId[1..], System.Globalization.CultureInfo.InvariantCulture) * 100 - 100;
            var from = range + (int)(chance / 50 % 99);
            foreach (var (account, amount) in new[] { (from, -1), (from + 1, 1) })
                await work.Command("update torture_account set balance = balance + @amount where id = @id", ("amount", amount), ("id", account)).ExecuteAsync(cancellationToken);
            context.Send(EffectChannel.ChannelName, new Dictionary<string, object?> { ["step"] = context.ActivityId }, subject: null);
            context.Complete();
        }
    }

    private sealed class WaitActivity : Activity
    {
        public const string Type = "Torture.Wait";

        public override ActivityDescriptor Descriptor { get; } = Describe(Type);

        public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
        {
            context.Wait(new(BookmarkKinds.Event, Event, context.InstanceId.ToString()));
            return ValueTask.CompletedTask;
        }
    }

    private sealed class PauseActivity : Activity
    {
        public const string Type = "Torture.Pause";

        public override ActivityDescriptor Descriptor { get; } = Describe(Type);

        public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
        {
            context.Wait(new(BookmarkKinds.Timer, Due: context.Now.AddMilliseconds(100)));
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>The outside world: it writes down each arrival on its own, whatever the sender's transaction does.</summary>
    private sealed class EffectChannel(IDatabase database) : IOutboxChannel
    {
        public const string ChannelName = "torture";

        public string Name => ChannelName;

        public async Task<SendResult> SendAsync(OutboxMessage message, CancellationToken cancellationToken)
        {
            await using var work = await database.BeginAsync(cancellationToken);
            await work.Command("insert into torture_effect (key) values (@key)", ("key", message.IdempotencyKey)).ExecuteAsync(cancellationToken);
            await work.CommitAsync(cancellationToken);
            return SendResult.Sent;
        }
    }
}
