using System.Text.Json.Nodes;
using Microsoft.JSInterop;
using Trasa.Designer.Workflows.Trials;

namespace Trasa.Designer.Workflows;

/// <summary>The calls of the script: one per act of the person.</summary>
/// <param name="key">The workflow that is edited.</param>
/// <param name="backend">The host.</param>
/// <param name="trials">Where drafts are tried.</param>
/// <param name="fill">Shows the form of a task of a trial and gives back what was filled in; null when nothing was.</param>
/// <param name="happen">Asks for the record that an event of a trial is about, and gives back the steps that raise it; null when nothing was chosen.</param>
/// <param name="gone">Cancelled when the page is left.</param>
public sealed class DesignerBridge(string key, IDesignerBackend backend, ITrials trials, Func<TrialFormRequest, Task<TrialAnswer?>> fill, Func<TrialEventRequest, Task<IReadOnlyList<JsonNode>?>> happen, CancellationToken gone)
{
    /// <summary>Not cancelled by leaving the page: the last save of a designer that is being closed must arrive.</summary>
    [JSInvokable]
    public Task<SaveAnswer> SaveAsync(string content, int revision) => backend.SaveAsync(key, content, revision, CancellationToken.None);

    [JSInvokable]
    public Task<bool> DiscardAsync(int revision) => backend.DiscardAsync(key, revision, CancellationToken.None);

    [JSInvokable]
    public Task<PublishAnswer> PublishAsync(string content, int revision, string notes, DateTime? validFrom, bool despite) =>
        backend.PublishAsync(key, content, revision, notes, validFrom, despite, CancellationToken.None);

    [JSInvokable]
    public Task<DueVersion?> DueAsync() => backend.DueAsync(key, gone);

    [JSInvokable]
    public Task<bool> TakeBackAsync(Guid publication) => backend.TakeBackAsync(publication, CancellationToken.None);

    [JSInvokable]
    public Task<long> UnderWayAsync() => backend.UnderWayAsync(key, gone);

    [JSInvokable]
    public Task<IReadOnlyList<SharedStart>> AlsoStartedAsync(string content) => backend.AlsoStartedAsync(key, content, gone);

    [JSInvokable]
    public async Task<IReadOnlyList<ProblemNote>> ValidateAsync(string content) =>
        [.. (await backend.ValidateAsync(content, gone)).Select(ProblemNote.Of)];

    [JSInvokable]
    public Task<IReadOnlyList<WorkflowVersion>> VersionsAsync() => backend.VersionsAsync(key, gone);

    [JSInvokable]
    public Task<string?> ContentAsync(int? version) => backend.ContentAsync(key, version, gone);

    [JSInvokable]
    public Task<IReadOnlyList<UsedChange>> ComparedUsesAsync(string older, int? olderVersion, string newer, int? newerVersion) =>
        backend.ComparedUsesAsync(key, older, olderVersion, newer, newerVersion, gone);

    [JSInvokable]
    public Task<IReadOnlyList<PickerChoice>> ChoicesAsync(string editor) => backend.ChoicesAsync(editor, gone);

    [JSInvokable]
    public Task<string?> SamplesAsync() => backend.SamplesAsync(key, gone);

    [JSInvokable]
    public Task<BpmnAnswer> BpmnInAsync(string xml) => Task.Run(() => BpmnAnswer.In(xml, key), gone);

    [JSInvokable]
    public Task<BpmnAnswer> BpmnOutAsync(string content) => Task.Run(() => BpmnAnswer.Out(content), gone);

    [JSInvokable]
    public Task<TrialState> TryOpenAsync(string content, string? start) => trials.OpenAsync(key, content, start, gone);

    [JSInvokable]
    public Task<TrialState> TryDoAsync(Guid trial, string step) => trials.DoAsync(trial, step, gone);

    [JSInvokable]
    public Task<TrialAnswer?> TryFillAsync(Guid trial, Guid task, TrialPerson by) => fill(new(trial, task, by));

    [JSInvokable]
    public Task<IReadOnlyList<JsonNode>?> TryHappenAsync(Guid trial, string name, string? about) => happen(new(trial, name, about));

    [JSInvokable]
    public Task TryCloseAsync(Guid trial) => trials.CloseAsync(trial);

    [JSInvokable]
    public Task<IReadOnlyList<TrialVerdict>> RunScenariosAsync(string content) => trials.RunAsync(key, content, gone);
}
