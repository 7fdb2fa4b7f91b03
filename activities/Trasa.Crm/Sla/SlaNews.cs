using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stimuli;

namespace Trasa.Crm.Sla;

/// <summary>Tells the workflows what became of a clock.</summary>
internal sealed class SlaNews(IStimulusQueue queue, IIdentifiers identifiers)
{
    /// <summary>A ladder that is just between reading its clock and waiting must not miss a change.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    public async Task TellAsync(SlaMoment moment, SlaClock clock, SlaLine line, CancellationToken cancellationToken)
    {
        var payload = RecordJson.Write(SlaView.Of(clock, line));
        await queue.EnqueueAsync(moment.Work, Event("sla.changed", clock.Correlation, moment, payload, Kept), cancellationToken).ConfigureAwait(false);
        await queue.EnqueueAsync(moment.Work, Event(Name(line.Kind), clock.Subject, moment, payload, null), cancellationToken).ConfigureAwait(false);
    }

    private Stimulus Event(string name, string correlation, SlaMoment moment, string payload, TimeSpan? kept) =>
        new(identifiers.Next(), StimulusKind.Event, name, correlation, null, null, payload, moment.At, KeepUntil: moment.At + kept, CausedBy: moment.Actor.Name);

    private static string Name(SlaEntryKind kind) => kind switch
    {
        SlaEntryKind.Start => "sla.started",
        SlaEntryKind.Pause => "sla.paused",
        SlaEntryKind.Resume => "sla.resumed",
        SlaEntryKind.Retarget => "sla.retargeted",
        SlaEntryKind.Warn => "sla.warned",
        SlaEntryKind.Breach => "sla.breached",
        SlaEntryKind.Acknowledge => "sla.acknowledged",
        SlaEntryKind.Meet => "sla.met",
        SlaEntryKind.Cancel => "sla.cancelled",
    };
}
