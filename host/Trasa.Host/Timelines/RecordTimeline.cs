using System.Globalization;
using Microsoft.Extensions.Localization;
using Trasa.Activities.Deciding;
using Trasa.Activities.People;
using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Crm.Sla;
using Trasa.Engine.Doors;
using Trasa.Host.Resources;

namespace Trasa.Host.Timelines;

/// <summary>Puts together what the rooms know of a record: messages, notes, changes, decisions, user tasks and SLA clocks.</summary>
internal sealed class RecordTimeline(
    IRecords records,
    IRecordTypes types,
    ChangeStories changes,
    IDecisionRecords decisions,
    IWorkInbox inbox,
    ISlaClocks clocks,
    IStringLocalizer<Texts> text)
{
    private const int Most = 200;

    /// <summary>Newest first; only what the actor may see.</summary>
    public async Task<IReadOnlyList<TimelineEntry>> ReadAsync(Record record, Actor actor, CancellationToken cancellationToken)
    {
        var subject = record.Reference.ToString();
        List<TimelineEntry> entries =
        [
            .. await MessagesAsync(record, actor, cancellationToken),
            .. await NotesAsync(subject, actor, cancellationToken),
            .. await changes.ReadAsync(record, actor, cancellationToken),
            .. await DecisionsAsync(subject, cancellationToken),
            .. await TasksAsync(subject, cancellationToken),
            .. await ClocksAsync(subject, cancellationToken),
        ];
        return [.. entries.OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Kind)];
    }

    private async Task<IEnumerable<TimelineEntry>> MessagesAsync(Record record, Actor actor, CancellationToken cancellationToken)
    {
        if (types.Current.Find("message")?.Find(record.Type) is not { Target: var target } || target != record.Type) return [];
        var page = await records.QueryAsync(null, new RecordQuery("message", [new(record.Type, FieldOperator.Equal, record.Id)], Take: Most), actor, cancellationToken);
        return page.Records.Select(message =>
        {
            var received = message.Text("direction") == "in";
            var from = message.Text("fromName") ?? message.Text("from") ?? "";
            var said = received ? text["wrote: {0}", message.Text("subject") ?? ""] : text["answered: {0}", message.Text("subject") ?? ""];
            return new TimelineEntry(
                message["createdAt"] as DateTimeOffset? ?? default, received ? TimelineKind.Received : TimelineKind.Sent, from, said,
                message.Text("newText") ?? message.Text("bodyText"));
        });
    }

    private async Task<IEnumerable<TimelineEntry>> NotesAsync(string subject, Actor actor, CancellationToken cancellationToken)
    {
        var page = await records.QueryAsync(null, new RecordQuery("note", [new("about", FieldOperator.Equal, subject)], Take: Most), actor, cancellationToken);
        var authors = await changes.NamesAsync(page.Records.Select(note => note.Link("createdBy")), actor, cancellationToken);
        return page.Records.Select(note => new TimelineEntry(
            note["createdAt"] as DateTimeOffset? ?? default, TimelineKind.Note,
            note.Link("createdBy") is { } author ? authors.GetValueOrDefault(author, "?") : Actor.System.Name,
            text["noted for colleagues"], note.Text("text")));
    }

    private async Task<IEnumerable<TimelineEntry>> DecisionsAsync(string subject, CancellationToken cancellationToken)
    {
        var page = await decisions.QueryAsync(new(Subject: subject, Take: Most), cancellationToken);
        return page.Records.Select(decision => new TimelineEntry(
            decision.DecidedAt, TimelineKind.Decision, decision.Actor,
            decision.DefinitionVersion is { } version ? text["decided by {0}, version {1}", decision.DefinitionKey, version] : text["decided by {0}", decision.DefinitionKey],
            Details: decision.Explanation.Reason is { } reason ? [reason] : [.. decision.Explanation.Matched.Select(row => row.Text).OfType<string>()],
            DecisionId: decision.Id));
    }

    private async Task<IEnumerable<TimelineEntry>> TasksAsync(string subject, CancellationToken cancellationToken)
    {
        List<TimelineEntry> entries = [];
        foreach (var item in await inbox.AboutAsync(subject, cancellationToken))
        {
            foreach (var happened in await inbox.HistoryAsync(item.Id, cancellationToken))
                entries.Add(new(happened.At, TimelineKind.Task, happened.Who, Said(item, happened), Details: happened.Comment is { Length: > 0 } comment ? [comment] : null));
        }

        return entries;
    }

    private string Said(WorkItem item, WorkItemEvent happened) => happened.Event switch
    {
        "Created" => text["opened the task \"{0}\"", item.Title],
        "Taken" => text["took \"{0}\"", item.Title],
        "Released" => text["gave back \"{0}\"", item.Title],
        "Delegated" => text["passed on \"{0}\"", item.Title],
        "Reminded" => text["was reminded of \"{0}\"", item.Title],
        "Completed" => text["completed \"{0}\": {1}", item.Title, item.Outcome ?? ""],
        "TimedOut" => text["let the time of \"{0}\" run out", item.Title],
        "Cancelled" => text["withdrew \"{0}\"", item.Title],
        var other => $"{other} \"{item.Title}\"",
    };

    private async Task<IEnumerable<TimelineEntry>> ClocksAsync(string subject, CancellationToken cancellationToken)
    {
        List<TimelineEntry> entries = [];
        foreach (var clock in await clocks.OfSubjectAsync(subject, cancellationToken))
        {
            foreach (var line in await clocks.LedgerAsync(clock.Id, cancellationToken))
                entries.Add(new(line.At, TimelineKind.Sla, line.Actor, Said(clock, line), Details: [line.Reason]));
        }

        return entries;
    }

    private string Said(SlaClock clock, SlaEntry line)
    {
        var due = line.NewDue?.ToString("ddd d MMM HH:mm", CultureInfo.CurrentCulture) ?? "";
        return line.Kind switch
        {
            SlaEntryKind.Start => text["started the clock \"{0}\", due {1}", clock.Target, due],
            SlaEntryKind.Pause => text["paused the clock \"{0}\"", clock.Target],
            SlaEntryKind.Resume => text["resumed the clock \"{0}\", due {1}", clock.Target, due],
            SlaEntryKind.Retarget => text["moved the clock \"{0}\" to {1}", clock.Target, due],
            SlaEntryKind.Warn => text["warned that the clock \"{0}\" is due soon", clock.Target],
            SlaEntryKind.Breach => text["noted a breach of \"{0}\"", clock.Target],
            SlaEntryKind.Acknowledge => text["takes care of the breach of \"{0}\"", clock.Target],
            SlaEntryKind.Meet => text["reached \"{0}\"", clock.Target],
            SlaEntryKind.Cancel => text["stopped the clock \"{0}\"", clock.Target],
        };
    }
}
