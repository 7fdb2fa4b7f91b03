using System.Text.Json;
using Trasa.Crm.Metadata;
using Trasa.Crm.Records;

namespace Trasa.Crm.Seeding;

/// <summary>Records of one type as a person writes them: references by name, dates relative to the day of loading.</summary>
internal sealed record SeedFile
{
    /// <summary>Record type key.</summary>
    public required string Type { get; init; }

    /// <summary>The field that tells whether a record is there already and that others refer to it by. Null: records are only created while there are none of the type.</summary>
    public string? Match { get; init; }

    /// <summary>A verb of the type that is done to every record that was created, once the records of all files are there; or null.</summary>
    public string? Then { get; init; }

    /// <summary>Where <c>$today+1T09:00</c> is nine o'clock.</summary>
    public string TimeZone { get; init; } = "UTC";

    public required IReadOnlyList<IReadOnlyDictionary<string, JsonElement>> Records { get; init; }

    public static SeedFile Read(string name, string json)
    {
        try
        {
            return JsonSerializer.Deserialize<SeedFile>(json, RecordTypeReader.Options) ?? throw new SeedInvalidException(name, "file", "holds null.");
        }
        catch (JsonException problem)
        {
            throw new SeedInvalidException(name, $"line {problem.LineNumber + 1}", problem.Message, (int)(problem.LineNumber ?? 0) + 1);
        }
    }

    /// <summary>The written value with its words of the day replaced.</summary>
    public object? Value(JsonElement written, DateTimeOffset now)
    {
        if (written.ValueKind != JsonValueKind.String || !written.GetString()!.StartsWith("$today", StringComparison.Ordinal)) return RecordJson.Read(written);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
        return DayWord.Read(written.GetString()!, zone, now);
    }
}
