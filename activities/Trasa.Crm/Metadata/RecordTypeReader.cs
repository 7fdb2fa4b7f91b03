using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trasa.Crm.Metadata;

/// <summary>Reads the declaration of a record type, or of an extension of one, from its JSON text.</summary>
public static class RecordTypeReader
{
    internal static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = false,
        ReadCommentHandling = JsonCommentHandling.Skip,
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>Reads one file; problems of the whole set of types are found by <see cref="RecordTypeSet"/>.</summary>
    public static RecordTypeFile Read(string file, string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return Broken(file, 1, "", "a record type is a JSON object with key, label, plural, titleField and fields.");
            var places = new JsonPlaces(json);
            if (document.RootElement.TryGetProperty("extends", out _))
                return new(file, null, Parse<RecordTypeExtension>(json), [], places);

            var type = Parse<RecordType>(json);
            return new(file, type, null, RecordTypeValidation.Check(type, file, places), places);
        }
        catch (JsonException problem)
        {
            var path = problem.Path?.TrimStart('$').TrimStart('.') ?? "";
            return Broken(file, (int)(problem.LineNumber ?? 0) + 1, path, problem.Message);
        }
    }

    public static string Write(RecordType type) => JsonSerializer.Serialize(type, Options);

    private static T Parse<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("The file holds null.");

    private static RecordTypeFile Broken(string file, int line, string path, string message) =>
        new(file, null, null, [new(file, line, "REC-001", path, message)], null);
}

/// <summary>What a file declares: a type or an extension of one, and what is wrong with it by itself.</summary>
public sealed class RecordTypeFile
{
    internal RecordTypeFile(string name, RecordType? type, RecordTypeExtension? extension, IReadOnlyList<DeclarationProblem> problems, JsonPlaces? places)
    {
        Name = name;
        Type = type;
        Extension = extension;
        Problems = problems;
        Places = places;
    }

    public string Name { get; }

    public RecordType? Type { get; }

    public RecordTypeExtension? Extension { get; }

    public IReadOnlyList<DeclarationProblem> Problems { get; }

    internal JsonPlaces? Places { get; }
}

/// <summary>Fields and more that a pack or an administrator adds to a type without copying its declaration.</summary>
public sealed record RecordTypeExtension
{
    /// <summary>The key of the type.</summary>
    public required string Extends { get; init; }

    public IReadOnlyList<RecordField> Fields { get; init; } = [];

    /// <summary>Further options of choice fields that are there, by the field's name, e.g. a role.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<FieldOption>> Options { get; init; } = new Dictionary<string, IReadOnlyList<FieldOption>>();

    public IReadOnlyList<string> ListColumns { get; init; } = [];

    public IReadOnlyList<string> SearchFields { get; init; } = [];

    public IReadOnlyList<RelatedList> Related { get; init; } = [];

    public IReadOnlyList<RecordRule> Rules { get; init; } = [];

    public IReadOnlyList<string> ChangeEvents { get; init; } = [];

    public IReadOnlyList<RecordVerb> Verbs { get; init; } = [];

    internal RecordType ApplyTo(RecordType type) => type with
    {
        Fields = [.. type.Fields.Select(field => Options.TryGetValue(field.Name, out var more) ? field with { Options = [.. field.Options, .. more] } : field), .. Fields],
        ListColumns = [.. type.ListColumns, .. ListColumns],
        SearchFields = [.. type.SearchFields, .. SearchFields],
        Related = [.. type.Related, .. Related],
        Rules = [.. type.Rules, .. Rules],
        ChangeEvents = [.. type.ChangeEvents, .. ChangeEvents],
        Verbs = [.. type.Verbs, .. Verbs],
    };
}
