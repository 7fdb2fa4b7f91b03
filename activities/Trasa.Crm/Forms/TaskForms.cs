using Trasa.Activities.People;
using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;

namespace Trasa.Crm.Forms;

internal sealed class TaskForms(IDefinitionStore definitions, IRecordTypes types, IRecords records, FormRights rights) : ITaskForms, IWorkForms
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
        var fields = await rights.OfAsync(file.Fields, actor, cancellationToken).ConfigureAwait(false);
        var values = fields.ToDictionary(
            field => field.Name,
            field => given.TryGetValue(field.Name, out var value) ? FieldValues.Convert(field, value).Value : record?[field.Name],
            StringComparer.Ordinal);
        return new(form, fields, values);
    }

    public async Task<FormAnswer> ReadAsync(WorkItem item, WorkCompletion completion, Actor actor, CancellationToken cancellationToken)
    {
        if (await FindAsync(item, cancellationToken).ConfigureAwait(false) is not { Form: { } form } file) return new(completion.Values ?? new Dictionary<string, object?>(), []);
        return FormValues.Read(form, await rights.OfAsync(file.Fields, actor, cancellationToken).ConfigureAwait(false), completion);
    }

    private async Task<TaskFormFile?> FindAsync(WorkItem item, CancellationToken cancellationToken) =>
        item.Form is { Length: > 0 } key && await definitions.FindAsync(DefinitionKind.Form, key, item.FormVersion, cancellationToken).ConfigureAwait(false) is { } version
            ? TaskFormFile.Read(key, version.Content, types.Current)
            : null;

    private static IReadOnlyDictionary<string, object?> Given(WorkItem item) =>
        item.FormValues is { } json && RecordJson.Read(json) is IReadOnlyDictionary<string, object?> values ? values : new Dictionary<string, object?>();
}
