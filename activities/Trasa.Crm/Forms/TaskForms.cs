using Trasa.Activities.People;
using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;

namespace Trasa.Crm.Forms;

internal sealed class TaskForms(IDefinitionStore definitions, IRecordTypes types, IRecords records) : ITaskForms, IWorkForms
{
    public async Task<int?> FindVersionAsync(string form, CancellationToken cancellationToken) =>
        (await definitions.FindAsync(DefinitionKind.Form, form, null, cancellationToken).ConfigureAwait(false))?.Version;

    public async Task<TaskFormView?> OpenAsync(WorkItem item, Actor actor, CancellationToken cancellationToken)
    {
        if (await FindAsync(item, cancellationToken).ConfigureAwait(false) is not { Form: { } form } file) return null;
        var record = form.Record is not null && RecordReference.TryParse(item.Subject, out var subject) && subject.Type == form.Record && item.IsOpen
            ? await records.FindAsync(null, subject.Type, subject.Id, actor, cancellationToken).ConfigureAwait(false)
            : null;
        var given = Given(item);
        var values = file.Fields.ToDictionary(
            field => field.Name,
            field => given.TryGetValue(field.Name, out var value) ? FieldValues.Convert(field, value).Value : record?[field.Name],
            StringComparer.Ordinal);
        return new(form, file.Fields, values);
    }

    public async Task<FormAnswer> ReadAsync(WorkItem item, WorkCompletion completion, CancellationToken cancellationToken)
    {
        var given = completion.Values ?? new Dictionary<string, object?>();
        if (await FindAsync(item, cancellationToken).ConfigureAwait(false) is not { Form: { } form } file) return new(given, []);
        var answer = FormValues.Read(form, file.Fields, given, completion.Outcome);
        return string.IsNullOrWhiteSpace(completion.Comment) && form.CommentRequired.Contains(completion.Outcome)
            ? answer with { Problems = [.. answer.Problems, new("comment", $"Say why: '{completion.Outcome}' needs a comment.")] }
            : answer;
    }

    private async Task<TaskFormFile?> FindAsync(WorkItem item, CancellationToken cancellationToken) =>
        item.Form is { Length: > 0 } key && await definitions.FindAsync(DefinitionKind.Form, key, item.FormVersion, cancellationToken).ConfigureAwait(false) is { } version
            ? TaskFormFile.Read(key, version.Content, types.Current)
            : null;

    private static IReadOnlyDictionary<string, object?> Given(WorkItem item) =>
        item.FormValues is { } json && RecordJson.Read(json) is IReadOnlyDictionary<string, object?> values ? values : new Dictionary<string, object?>();
}
