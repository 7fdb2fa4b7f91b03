using System.Text.Json.Nodes;
using Trasa.Activities.People;
using Trasa.Crm.Forms;
using Trasa.Crm.Scenarios;
using Trasa.Engine.Doors;
using Trasa.Engine.Values;

namespace Trasa.Host.Trials;

/// <summary>Forms in the house of a trial.</summary>
internal sealed class TrialForms(ScenarioWorld world)
{
    public async Task<TrialForm?> OpenAsync(Guid task, string login, CancellationToken cancellationToken)
    {
        if (await world.Get<IWorkInbox>().FindAsync(task, cancellationToken) is not { IsOpen: true } item) return null;
        var actor = await world.ActorAsync(login, cancellationToken);
        return await world.Get<ITaskForms>().OpenAsync(item, actor, cancellationToken) is { } view ? new(item, view) : null;
    }

    public async Task<TrialFilling> FillAsync(TrialForm form, WorkCompletion completion, CancellationToken cancellationToken)
    {
        var read = FormValues.Read(form.View.Form, form.View.Fields, completion);
        if (read.Problems.Count > 0) return new(null, read.Problems);
        var values = new Dictionary<string, object?>();
        foreach (var (name, value) in read.Values.Where(entry => entry.Value is not null))
            values[name] = form.View.Fields.First(field => field.Name == name).Target == "user" ? await NamedAsync(value, cancellationToken) : value;
        return new(new(completion.Outcome, completion.Comment, JsonNode.Parse(JsonValues.Write(values))), []);
    }

    /// <summary>Scenarios name people by their login, which is the same in every installation.</summary>
    private async Task<object?> NamedAsync(object? person, CancellationToken cancellationToken) =>
        Guid.TryParse(person?.ToString(), out var id) && await world.Records.FindAsync(null, "user", id, Actor.System, cancellationToken) is { } user && user.Text("login") is { } login
            ? $"user:{login}"
            : person;
}
