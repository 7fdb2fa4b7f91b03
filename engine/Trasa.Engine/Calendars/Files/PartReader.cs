using System.Globalization;
using System.Text.Json;

namespace Trasa.Engine.Calendars.Files;

/// <summary>Takes values out of the parts of one file and collects what is wrong with them.</summary>
internal sealed class PartReader(string? file)
{
    public List<CalendarProblem> Problems { get; } = [];

    public void Problem(string code, JsonPart part, string text) => Problems.Add(new CalendarProblem(code, text, file, part.Line, part.Path));

    /// <summary>The root object, or null when the text is not one.</summary>
    public JsonPart? Root(string json)
    {
        try
        {
            var root = JsonPart.Parse(json);
            if (root.Kind == JsonTokenType.StartObject)
                return root;

            Problem("CAL-021", root, "the file must be one JSON object.");
        }
        catch (JsonException error)
        {
            Problems.Add(new CalendarProblem("CAL-020", $"the file is not JSON: {error.Message}", file, (int?)error.LineNumber + 1));
        }

        return null;
    }

    /// <summary>Refuses members that are unknown or come twice: a misspelt name must not be lost without a word.</summary>
    public bool IsObject(JsonPart part, params string[] known)
    {
        if (part.Kind != JsonTokenType.StartObject)
        {
            Problem("CAL-021", part, $"must be an object with {string.Join(", ", known)}.");
            return false;
        }

        foreach (var (name, value) in part.Members.Where(member => !known.Contains(member.Name)))
            Problem("CAL-022", value, $"'{name}' is not known here; known are {string.Join(", ", known)}.");
        RefuseDoubles(part);
        return true;
    }

    public void RefuseDoubles(JsonPart part)
    {
        foreach (var twice in part.Members.GroupBy(member => member.Name).Where(group => group.Count() > 1))
            Problem("CAL-023", twice.Last().Value, $"'{twice.Key}' is given twice; keep one.");
    }

    /// <summary>A text that must be there; empty when it is not.</summary>
    public string Text(JsonPart owner, string name, string example)
    {
        var part = owner[name];
        if (part is { Kind: JsonTokenType.String } && !string.IsNullOrWhiteSpace(part.Text))
            return part.Text;

        Problem("CAL-024", part ?? owner, $"'{name}' must be a text, for example {example}.");
        return "";
    }

    public int? Year(JsonPart owner, string name)
    {
        if (owner[name] is not { } part)
            return null;
        if (part.Kind == JsonTokenType.Number && int.TryParse(part.Text, CultureInfo.InvariantCulture, out var year) && year is >= 1 and <= 9999)
            return year;

        Problem("CAL-025", part, $"'{name}' must be a year, for example 2024.");
        return null;
    }

    public IEnumerable<JsonPart> Items(JsonPart owner, string name, string of)
    {
        if (owner[name] is not { } part)
            return [];
        if (part.Kind == JsonTokenType.StartArray)
            return part.Items;

        Problem("CAL-026", part, $"'{name}' must be a list of {of}.");
        return [];
    }
}
