using System.Text.Json;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;

namespace Trasa.Crm.Metadata;

/// <summary>Values written in a declaration: a literal, or <c>$now</c>, <c>$today</c>, <c>$me</c>.</summary>
internal static class Defaults
{
    public static object? Value(RecordField field, JsonElement declared, DateTimeOffset now, Actor actor) => Word(declared) switch
    {
        "$now" => FieldValues.Truncate(now),
        "$today" => DateOnly.FromDateTime(now.UtcDateTime),
        "$me" => actor.UserId,
        _ => FieldValues.Convert(field, declared) is { Problem: null } conversion
            ? conversion.Value
            : throw new InvalidOperationException($"The declared value of '{field.Name}' does not fit its type; validate the declaration first."),
    };

    /// <summary>What is wrong with the declared value, or null.</summary>
    public static string? Problem(RecordField field, JsonElement declared) => Word(declared) switch
    {
        "$now" => field.Type == FieldType.DateTime ? null : "$now is for dateTime.",
        "$today" => field.Type == FieldType.Date ? null : "$today is for date.",
        "$me" => field is { Type: FieldType.User, Many: false } ? null : "$me is for a user field.",
        _ => FieldValues.Convert(field, declared).Problem,
    };

    private static string? Word(JsonElement declared) => declared.ValueKind == JsonValueKind.String ? declared.GetString() : null;
}
