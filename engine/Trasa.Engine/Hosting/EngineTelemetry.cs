using System.Diagnostics;
using System.Diagnostics.Metrics;
using Trasa.Engine.Instances;

namespace Trasa.Engine.Hosting;

/// <summary>What the engine tells OpenTelemetry (or any other listener): add the source and the meter of <see cref="Name"/>. Costs next to nothing while nobody listens.</summary>
public static class EngineTelemetry
{
    /// <summary>Of the source of traces and of the meter.</summary>
    public const string Name = "Trasa.Engine";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> Bursts = Meter.CreateHistogram<double>("trasa.burst.duration", "ms", "Bursts by outcome and definition, from the first activity to the commit.");
    private static readonly Histogram<int> Commits = Meter.CreateHistogram<int>("trasa.commit.bursts", "{burst}", "Bursts that shared a transaction.");
    private static readonly Counter<long> Messages = Meter.CreateCounter<long>("trasa.outbox.messages", "{message}", "Attempts to send, by channel and result.");
    private static readonly Counter<long> Incidents = Meter.CreateCounter<long>("trasa.incidents", "{incident}", "Incidents by definition.");

    /// <summary>Told by the stores.</summary>
    public static void Committed(int bursts) => Commits.Record(bursts);

    internal static void Sent(string channel, string result) => Messages.Add(1, new("channel", channel), new("result", result));

    /// <summary>Null while nobody listens to traces.</summary>
    internal static System.Diagnostics.Activity? BeginBurst() => Source.StartActivity("burst");

    internal static void EndBurst(System.Diagnostics.Activity? trace, long started, BurstCommit commit, CommitOutcome outcome)
    {
        if (Bursts.Enabled) Bursts.Record(Stopwatch.GetElapsedTime(started).TotalMilliseconds, new("definition", commit.Instance.DefinitionKey), new("outcome", outcome.ToString()));
        if (commit.Incidents.Count > 0) Incidents.Add(commit.Incidents.Count, new KeyValuePair<string, object?>("definition", commit.Instance.DefinitionKey));
        if (trace is null) return;
        trace.SetTag("InstanceId", commit.Instance.Id).SetTag("ProcessKey", commit.Instance.DefinitionKey).SetTag("Version", commit.Instance.DefinitionVersion)
            .SetTag("Status", commit.Instance.Status).SetTag("Outcome", outcome);
        if (commit.Incidents.Count > 0) trace.SetStatus(ActivityStatusCode.Error, commit.Incidents[0].Message);
    }
}
