namespace Trasa.Activities.People;

/// <summary>What the inbox hands to the waiting step.</summary>
internal sealed record CompletionPayload(
    string Outcome,
    string? Comment,
    Guid CompletedBy,
    string CompletedByName,
    Guid? OnBehalfOf,
    string? OnBehalfOfName,
    IReadOnlyDictionary<string, object?> Values)
{
    /// <summary>"Bogdan on behalf of Anna".</summary>
    public string Who => OnBehalfOfName is null ? CompletedByName : $"{CompletedByName} on behalf of {OnBehalfOfName}";

    public static Dictionary<string, object?> Of(WorkCompletion completion, WorkViewer viewer) => new()
    {
        ["outcome"] = completion.Outcome,
        ["comment"] = completion.Comment,
        ["completedBy"] = viewer.Person.Id.ToString(),
        ["completedByName"] = viewer.Person.Name,
        ["onBehalfOf"] = viewer.OnBehalfOf?.Id.ToString(),
        ["onBehalfOfName"] = viewer.OnBehalfOf?.Name,
        ["values"] = completion.Values ?? new Dictionary<string, object?>(),
    };

    /// <summary>Null when the step was resumed by something else than the inbox.</summary>
    public static CompletionPayload? Read(object? payload) =>
        payload is IReadOnlyDictionary<string, object?> values
        && values.GetValueOrDefault("outcome") is string outcome
        && Guid.TryParse(values.GetValueOrDefault("completedBy") as string, out var completedBy)
            ? new(
                outcome,
                values.GetValueOrDefault("comment") as string,
                completedBy,
                values.GetValueOrDefault("completedByName") as string ?? "",
                Guid.TryParse(values.GetValueOrDefault("onBehalfOf") as string, out var absent) ? absent : null,
                values.GetValueOrDefault("onBehalfOfName") as string,
                values.GetValueOrDefault("values") as IReadOnlyDictionary<string, object?> ?? new Dictionary<string, object?>())
            : null;
}
