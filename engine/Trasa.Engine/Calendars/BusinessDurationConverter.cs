using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trasa.Engine.Calendars;

/// <summary>A duration is its text in JSON.</summary>
internal sealed class BusinessDurationConverter : JsonConverter<BusinessDuration>
{
    public override BusinessDuration Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        BusinessDuration.TryParse(reader.TokenType == JsonTokenType.String ? reader.GetString() : null, out var duration, out var problem)
            ? duration
            : throw new JsonException(problem.Text);

    public override void Write(Utf8JsonWriter writer, BusinessDuration value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
