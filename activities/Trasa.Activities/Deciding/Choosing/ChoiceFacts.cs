using System.Text.Json;

namespace Trasa.Activities.Deciding.Choosing;

/// <summary>
/// What the record of a choice keeps of its candidates: the facts about each as the rule was given them, under
/// <c>candidates</c>, with <c>id</c> and <c>name</c>. The result names the chosen one under <c>assignee</c>.
/// </summary>
public static class ChoiceFacts
{
    /// <exception cref="JsonException">The record keeps none.</exception>
    public static IReadOnlyList<JsonElement> Of(string inputs)
    {
        using var document = JsonDocument.Parse(inputs);
        if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("candidates", out var list) || list.ValueKind != JsonValueKind.Array)
            throw new JsonException("The record keeps nothing about its candidates.");
        return [.. list.EnumerateArray().Where(candidate => candidate.ValueKind == JsonValueKind.Object).Select(candidate => candidate.Clone())];
    }

    /// <summary>Who was chosen, or null.</summary>
    public static string? ChosenId(string? result)
    {
        if (result is null) return null;
        using var document = JsonDocument.Parse(result);
        return document.RootElement.ValueKind == JsonValueKind.Object ? Text(document.RootElement, "assignee") : null;
    }

    /// <summary>The facts about the chosen one, or about the first when nobody was; null when the record keeps none.</summary>
    public static string? Shown(string inputs, string? result)
    {
        try
        {
            var (candidates, chosen) = (Of(inputs), ChosenId(result));
            return candidates.Where(facts => chosen is null || Text(facts, "id") == chosen).Select(facts => facts.GetRawText()).FirstOrDefault();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static string? Text(JsonElement facts, string name) =>
        facts.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
