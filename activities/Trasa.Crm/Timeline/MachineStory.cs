using System.Text.Json;
using Trasa.Crm.Records;
using Trasa.Engine.Journal;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Timeline;

/// <summary>What rules decided about the record and what workflows did for it.</summary>
internal static class MachineStory
{
    public static async Task<IReadOnlyList<TimelineEntry>> DecisionsAsync(RecordConnection connection, RecordReference record, CancellationToken cancellationToken) =>
        await connection.Command(
            $"""
            select id, definition_key, definition_version, decided_at, actor, result, explanation, instance_id, activity_id
            from decision_record where subject = @subject order by decided_at limit {ChildStory.Most}
            """,
            ("subject", record.ToString()))
            .QueryAsync(
                reader => new TimelineEntry(
                    reader.Instant(3),
                    TimelineKind.Decision,
                    Sentence(reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetInt32(2), reader.StringOrNull(5), reader.StringOrNull(6)),
                    Actor: reader.GetString(4),
                    DecisionId: reader.GetGuid(0),
                    Cause: reader.GuidOrNull(7) is { } instance ? new(instance, reader.StringOrNull(8) ?? "") : null),
                cancellationToken).ConfigureAwait(false);

    /// <summary>For auditors every step; for agents only where it got stuck and how that was solved.</summary>
    public static async Task<IReadOnlyList<TimelineEntry>> StepsAsync(RecordConnection connection, RecordReference record, TimelineAudience audience, CancellationToken cancellationToken)
    {
        string[] events = audience == TimelineAudience.Auditor
            ? [JournalEvents.Started, JournalEvents.ActivityCompleted, JournalEvents.ActivityFaulted, JournalEvents.ActivityCancelled, JournalEvents.BoundaryFired, JournalEvents.Repaired, JournalEvents.Migrated, JournalEvents.Finished, JournalEvents.Cancelled]
            : [JournalEvents.ActivityFaulted, JournalEvents.Repaired];
        var sql = new SqlText();
        sql.Add(
            $"""
            select j.page, i.definition_key, i.id from workflow_instance i join journal j on j.instance_id = i.id
            where i.correlation_id = {sql.Value(record.ToString())} order by i.created_at, j.sequence limit {ChildStory.Most}
            """);
        var steps = await connection.Command(sql)
            .QueryAsync(
                reader => JournalPage.Read(reader.GetGuid(2), reader.GetFieldValue<byte[]>(0)).Where(entry => events.Contains(entry.Event)).Select(entry => Step(entry, reader.GetString(1))).ToArray(),
                cancellationToken).ConfigureAwait(false);
        return [.. steps.SelectMany(page => page).OrderBy(step => step.At).Take(ChildStory.Most)];
    }

    private static TimelineEntry Step(JournalEntry entry, string definition) => new(
        entry.Time,
        entry.Event == JournalEvents.ActivityFaulted ? TimelineKind.Incident : TimelineKind.Step,
        TimelineTexts.Say("Step." + entry.Event, definition, entry.ActivityId, entry.Outcome),
        Actor: entry.Actor,
        Cause: new(entry.InstanceId, entry.ActivityId ?? ""));

    private static string Sentence(string key, int? version, string? result, string? explanation)
    {
        var name = version is > 0 ? TimelineTexts.Say("Version", key, version) : key;
        return Reason(explanation) is { } reason
            ? TimelineTexts.Say("DecisionReason", name, reason)
            : TimelineTexts.Say("Decision", name, result is { Length: > 200 } ? result[..200] + "…" : result ?? "null");
    }

    private static string? Reason(string? explanation)
    {
        if (explanation is null) return null;
        try
        {
            using var document = JsonDocument.Parse(explanation);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("reason", out var reason) ? reason.GetString() : null;
        }
        catch (JsonException)
        {
            return explanation;
        }
    }
}
