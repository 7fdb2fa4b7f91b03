using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;
using Trasa.Activities.People;
using Trasa.Crm.Records;
using Trasa.Crm.Sla;
using Trasa.Crm.Timeline;
using Trasa.Engine.Doors;
using Trasa.Host.Resources;

namespace Trasa.Host.Timelines;

/// <summary>The timeline of a record together with what people did with its user tasks and how its SLA clocks went.</summary>
internal sealed partial class RecordStory(ITimeline timeline, IWorkInbox inbox, ISlaClocks clocks, IStringLocalizer<Texts> text)
{
    private const int Most = 200;

    /// <summary>Newest first; empty when the actor may not see the record.</summary>
    public async Task<IReadOnlyList<StoryEntry>> ReadAsync(RecordReference record, Actor actor, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var page = await timeline.ReadAsync(new(record, Take: Most, TimeZone: zone), actor, cancellationToken);
        if (page.Total == 0) return [];
        var subject = record.ToString();
        List<StoryEntry> entries =
        [
            .. page.Entries.Select(entry => new StoryEntry(entry.At, KindOf(entry.Kind), Plain(entry.Text), entry.Detail, entry.Changes is { Count: > 1 } changes ? changes : null, entry.DecisionId)),
            .. await TasksAsync(subject, cancellationToken),
            .. await ClocksAsync(subject, zone, cancellationToken),
        ];
        return [.. entries.OrderByDescending(entry => entry.At)];
    }

    /// <summary>Steps of a workflow act under the instance's name, and results are JSON; a story names neither.</summary>
    private static string Plain(string sentence)
    {
        var named = InstanceName().Replace(sentence, Actor.System.Name);
        var result = named.IndexOf(": {", StringComparison.Ordinal);
        return result > 0 ? named[..result] + "." : named;
    }

    [GeneratedRegex("instance:[0-9a-fA-F-]{32,36}")]
    private static partial Regex InstanceName();

    private static StoryKind KindOf(TimelineKind kind) => kind switch
    {
        TimelineKind.MessageIn => StoryKind.Received,
        TimelineKind.MessageOut => StoryKind.Sent,
        TimelineKind.Note => StoryKind.Note,
        TimelineKind.Task => StoryKind.Task,
        TimelineKind.Decision => StoryKind.Decision,
        TimelineKind.Step => StoryKind.Machine,
        TimelineKind.Incident => StoryKind.Incident,
        TimelineKind.Created or TimelineKind.Changed or TimelineKind.Status or TimelineKind.Deleted or TimelineKind.Attachment or TimelineKind.Related => StoryKind.Change,
    };

    private async Task<List<StoryEntry>> TasksAsync(string subject, CancellationToken cancellationToken)
    {
        List<StoryEntry> entries = [];
        foreach (var item in await inbox.AboutAsync(subject, cancellationToken))
        {
            foreach (var happened in await inbox.HistoryAsync(item.Id, cancellationToken))
                entries.Add(new(happened.At, StoryKind.Task, Said(item, happened), happened.Comment));
        }

        return entries;
    }

    private string Said(WorkItem item, WorkItemEvent happened) => happened.Event switch
    {
        "Created" => text["The task \"{0}\" was opened.", item.Title],
        "Taken" => text["{0} took \"{1}\".", happened.Who, item.Title],
        "Released" => text["{0} gave back \"{1}\".", happened.Who, item.Title],
        "Delegated" => text["{0} passed on \"{1}\".", happened.Who, item.Title],
        "Escalated" => text["\"{0}\" went to the next level.", item.Title],
        "Reminded" => text["A reminder of \"{0}\" went out.", item.Title],
        "Completed" => text["{0} completed \"{1}\" with {2}.", happened.Who, item.Title, text[item.Outcome ?? ""]],
        "TimedOut" => text["The time for \"{0}\" ran out.", item.Title],
        "Cancelled" => text["\"{0}\" is no longer needed.", item.Title],
        var other => $"{happened.Who}: {other} \"{item.Title}\".",
    };

    private async Task<List<StoryEntry>> ClocksAsync(string subject, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        List<StoryEntry> entries = [];
        foreach (var clock in await clocks.OfSubjectAsync(subject, cancellationToken))
        {
            foreach (var line in await clocks.LedgerAsync(clock.Id, cancellationToken))
                entries.Add(new(line.At, StoryKind.Sla, Said(clock, line, zone), line.Reason));
        }

        return entries;
    }

    private string Said(SlaClock clock, SlaEntry line, TimeZoneInfo zone)
    {
        var target = text[clock.Target];
        var due = line.NewDue is { } moment ? TimeZoneInfo.ConvertTime(moment, zone).ToString("ddd d MMM HH:mm", CultureInfo.CurrentCulture) : "";
        return line.Kind switch
        {
            SlaEntryKind.Start => text["The {0} clock started; due {1}.", target, due],
            SlaEntryKind.Pause => text["The {0} clock was paused.", target],
            SlaEntryKind.Resume => text["The {0} clock goes on; due {1}.", target, due],
            SlaEntryKind.Retarget => text["The {0} clock was moved; due {1}.", target, due],
            SlaEntryKind.Warn => text["The {0} clock runs out soon.", target],
            SlaEntryKind.Breach => text["The {0} target was missed.", target],
            SlaEntryKind.Acknowledge => text["{0} takes care of the missed {1} target.", line.Actor, target],
            SlaEntryKind.Meet => text["The {0} target was reached.", target],
            SlaEntryKind.Cancel => text["The {0} clock was stopped.", target],
        };
    }
}
