using System.Net;
using Trasa.Activities.Sms;
using Trasa.Engine.Outbox;

namespace Trasa.Activities.Tests.Sms;

/// <summary>Against a real HTTP peer on loopback that answers as Twilio's documentation says.</summary>
public sealed class TwilioSmsChannelTests : IDisposable
{
    private static readonly OutboxMessage Message = new(
        Guid.Parse("01930000-0000-7000-8000-000000000001"), "sms", "key", new SmsMessage("+40700000001", "Salut, ăî!").ToJson(), DateTimeOffset.UnixEpoch);

    private readonly HttpListener _peer = new();
    private readonly HttpClient _http = new();
    private readonly Uri _address;

    public TwilioSmsChannelTests()
    {
        var port = FreePort();
        _address = new Uri($"http://127.0.0.1:{port}/");
        _peer.Prefixes.Add(_address.AbsoluteUri);
        _peer.Start();
    }

    [Fact]
    public async Task Message_is_posted_as_a_form_with_the_login_of_the_account()
    {
        var answer = AnswerAsync(201, "{}");

        var result = await Channel().SendAsync(Message, TestContext.Current.CancellationToken);

        var (path, login, body) = await answer;
        Assert.Equal(SendOutcome.Sent, result.Outcome);
        Assert.Equal("/2010-04-01/Accounts/AC1/Messages.json", path);
        Assert.Equal("Basic QUMxOnNlY3JldA==", login);
        Assert.Equal("To=%2B40700000001&From=%2B40700000000&Body=Salut%2C+%C4%83%C3%AE%21", body);
    }

    [Theory]
    [InlineData(400, SendOutcome.Refused)]
    [InlineData(401, SendOutcome.Refused)]
    [InlineData(429, SendOutcome.Retry)]
    [InlineData(503, SendOutcome.Retry)]
    public async Task Refusal_is_final_and_trouble_is_retried(int status, SendOutcome expected)
    {
        var answer = AnswerAsync(status, """{"code":21211,"message":"Invalid 'To' Phone Number"}""");

        var result = await Channel().SendAsync(Message, TestContext.Current.CancellationToken);

        await answer;
        Assert.Equal(expected, result.Outcome);
        Assert.Contains("Invalid 'To' Phone Number", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unreachable_service_is_retried()
    {
        _peer.Stop();

        var result = await Channel().SendAsync(Message, TestContext.Current.CancellationToken);

        Assert.Equal(SendOutcome.Retry, result.Outcome);
    }

    [Theory]
    [InlineData("12345", true)]
    [InlineData("12346", false)]
    public void Signature_of_Twilios_documentation_is_accepted_and_a_forged_one_is_not(string token, bool valid)
    {
        KeyValuePair<string, string>[] form =
        [
            new("CallSid", "CA1234567890ABCDE"), new("Caller", "+14158675309"), new("Digits", "1234"),
            new("From", "+14158675309"), new("To", "+18005551212"),
        ];

        Assert.Equal(valid, TwilioSignature.IsValid("RSOYDt4T1cUTdK1PDd93/VVr8B8=", new Uri("https://mycompany.com/myapp.php?foo=1&bar=2"), form, token));
    }

    public void Dispose()
    {
        _peer.Close();
        _http.Dispose();
    }

    private TwilioSmsChannel Channel() =>
        new(_http, new TwilioOptions { AccountSid = "AC1", AuthToken = "secret", From = "+40700000000", Address = _address });

    private async Task<(string Path, string? Login, string Body)> AnswerAsync(int status, string body)
    {
        var context = await _peer.GetContextAsync();
        using var reader = new StreamReader(context.Request.InputStream);
        var request = (context.Request.Url!.AbsolutePath, context.Request.Headers["Authorization"], await reader.ReadToEndAsync());
        context.Response.StatusCode = status;
        await using (var writer = new StreamWriter(context.Response.OutputStream)) await writer.WriteAsync(body);
        context.Response.Close();
        return request;
    }

    private static int FreePort()
    {
        using var socket = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
