using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trasa.Activities.Sms;

/// <summary>A text message as it waits in the outbox.</summary>
/// <param name="To">Number in international format, <c>+40...</c>.</param>
/// <param name="Text">What it says; carriers split it at 160 characters (70 outside of the GSM alphabet).</param>
public sealed record SmsMessage(string To, string Text)
{
    /// <summary>The outbox channel.</summary>
    public const string Channel = "sms";

    public static SmsMessage Parse(string payload) =>
        JsonSerializer.Deserialize(payload, SmsJson.Default.SmsMessage) ?? throw new JsonException("The payload of a text message is empty.");

    public string ToJson() => JsonSerializer.Serialize(this, SmsJson.Default.SmsMessage);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SmsMessage))]
internal sealed partial class SmsJson : JsonSerializerContext;
