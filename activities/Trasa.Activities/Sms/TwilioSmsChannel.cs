using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Trasa.Engine.Outbox;

namespace Trasa.Activities.Sms;

/// <summary>
/// Sends text messages with Twilio's documented REST API (<c>POST /2010-04-01/Accounts/{sid}/Messages.json</c>).
/// </summary>
/// <remarks>
/// At least once: the API has no idempotency key, so a message whose answer got lost is sent again. A refused number is
/// not retried; a busy or unreachable service is.
/// </remarks>
public sealed class TwilioSmsChannel(HttpClient http, TwilioOptions options) : IOutboxChannel
{
    public string Name => SmsMessage.Channel;

    public async Task<SendResult> SendAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var sms = SmsMessage.Parse(message.Payload);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.Address, $"2010-04-01/Accounts/{options.AccountSid}/Messages.json"))
        {
            Content = new FormUrlEncodedContent([new("To", sms.To), new("From", options.From), new("Body", sms.Text)]),
            Headers = { Authorization = Login },
        };
        try
        {
            using var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (response.IsSuccessStatusCode) return SendResult.Sent;
            var reason = await ReasonAsync(response, cancellationToken).ConfigureAwait(false);
            return IsPassing(response.StatusCode) ? SendResult.Retry(reason) : SendResult.Refused(reason);
        }
        catch (HttpRequestException problem)
        {
            return SendResult.Retry($"Twilio cannot be reached: {problem.Message}");
        }
    }

    private AuthenticationHeaderValue Login =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.AccountSid}:{options.AuthToken}")));

    private static bool IsPassing(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout || (int)status >= 500;

    private static async Task<string> ReasonAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            using var json = JsonDocument.Parse(body);
            return $"Twilio {(int)response.StatusCode}: {json.RootElement.GetProperty("message").GetString()}";
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return $"Twilio answered {(int)response.StatusCode}";
        }
    }
}
