using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Trasa.Decisions.Examples;

/// <summary>The examples of one decision as they stand in <c>decisions/KEY.examples.json</c>.</summary>
public sealed record ExampleFile(IReadOnlyList<DecisionExample> Examples, IReadOnlyList<ExampleProblem> Problems)
{
    /// <summary>Examples of one file; more are a matter for a backtest.</summary>
    public const int MaxExamples = 5_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static ExampleFile Empty { get; } = new([], []);

    /// <summary>Reads a file. Never throws on content.</summary>
    public static ExampleFile Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("examples", out var list) || list.ValueKind != JsonValueKind.Array)
                return new([], [new("EX-001", 1, "The file is a JSON object with \"examples\", a list.")]);
            return Read(list, text);
        }
        catch (JsonException problem)
        {
            return new([], [new("EX-001", (int)(problem.LineNumber ?? 0) + 1, problem.Message)]);
        }
    }

    public static string Write(IEnumerable<DecisionExample> examples) => JsonSerializer.Serialize(new { examples }, Json) + "\n";

    private static ExampleFile Read(JsonElement list, string text)
    {
        var (examples, problems, names) = (new List<DecisionExample>(), new List<ExampleProblem>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var entry in list.EnumerateArray().Take(MaxExamples))
        {
            var name = entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("name", out var named) && named.ValueKind == JsonValueKind.String ? named.GetString()! : "";
            var line = LineOf(text, name);
            if (name.Length == 0) problems.Add(new("EX-002", line, $"Example {examples.Count + problems.Count + 1} has no \"name\"."));
            else if (!names.Add(name)) problems.Add(new("EX-003", line, $"Two examples have the name '{name}'."));
            else if (!entry.TryGetProperty("given", out var given) || given.ValueKind != JsonValueKind.Object) problems.Add(new("EX-004", line, $"'{name}' has no \"given\", an object with a value for each name."));
            else if (!entry.TryGetProperty("then", out var then)) problems.Add(new("EX-005", line, $"'{name}' has no \"then\", what must come out."));
            else examples.Add(new(name, entry.TryGetProperty("when", out var when) && when.ValueKind == JsonValueKind.String ? when.GetString() : null, given.Clone(), then.Clone()));
        }

        if (list.GetArrayLength() > MaxExamples) problems.Add(new("EX-006", 1, $"The file has more than {MaxExamples} examples."));
        return new(examples, problems);
    }

    /// <summary>The line of an example, for whoever has to find it: where its name stands.</summary>
    public static int LineOf(string text, string name)
    {
        var at = name.Length == 0 ? -1 : text.IndexOf(JsonSerializer.Serialize(name, Json), StringComparison.Ordinal);
        return at < 0 ? 1 : text.AsSpan(0, at).Count('\n') + 1;
    }
}
