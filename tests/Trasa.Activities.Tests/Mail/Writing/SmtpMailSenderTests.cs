using System.Text;
using Trasa.Activities.Mail.Mime;
using Trasa.Activities.Mail.Writing;

namespace Trasa.Activities.Tests.Mail.Writing;

public sealed class SmtpMailSenderTests
{
    private static OutgoingMail ToTwo => MailComposerTests.Sample with { Bcc = [new MailAddress("", "copy@x.example")] };

    private static Task<MailDelivery> SendAsync(SmtpPeer peer, OutgoingMail? mail = null, Action<SmtpOptions>? configure = null)
    {
        var options = new SmtpOptions { Host = "localhost", Port = peer.Port, Security = SmtpSecurity.None, CertificateCheck = (_, certificate, _, _) => certificate is { Subject: "CN=localhost" } };
        configure?.Invoke(options);
        return new SmtpMailSender(options, TimeProvider.System).SendAsync(mail ?? ToTwo, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Message_arrives_byte_for_byte_at_every_receiver()
    {
        await using var peer = new SmtpPeer();

        var delivery = await SendAsync(peer);

        Assert.Equal(MailDeliveryStatus.Sent, delivery.Status);
        var message = MailComposer.Compose(ToTwo);
        Assert.Equal(Encoding.ASCII.GetString(message), Assert.Single(peer.Messages));
        Assert.Equal(
            ["EHLO localhost", $"MAIL FROM:<support@trasa.example> SIZE={message.Length}", "RCPT TO:<mihai.ionescu@carpati.example>", "RCPT TO:<copy@x.example>", "DATA", "QUIT"],
            peer.Commands);
    }

    [Theory]
    [InlineData("AUTH PLAIN LOGIN", "AUTH PLAIN AHVzZXIAcMOkc3M=")]
    [InlineData("AUTH=LOGIN", "AUTH LOGIN|dXNlcg==|cMOkc3M=")]
    public async Task Credentials_go_through_tls_only(string extension, string expected)
    {
        await using var peer = new SmtpPeer { Extensions = { "STARTTLS", extension } };
        peer.Answers["dXNlcg=="] = "334 UGFzc3dvcmQ6";
        void Login(SmtpOptions options) => (options.User, options.Password) = ("user", "päss");

        var plain = await SendAsync(peer, configure: Login);
        peer.Commands.Clear();
        var encrypted = await SendAsync(peer, configure: options =>
        {
            Login(options);
            options.Security = SmtpSecurity.StartTls;
        });

        Assert.Equal(MailDeliveryStatus.FailedForNow, plain.Status);
        Assert.Equal(MailDeliveryStatus.Sent, encrypted.Status);
        Assert.Contains($"STARTTLS|EHLO localhost|{expected}|MAIL FROM", string.Join('|', peer.Commands), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_certificate_is_refused()
    {
        await using var peer = new SmtpPeer { Extensions = { "STARTTLS" } };

        var delivery = await SendAsync(peer, configure: options => (options.Security, options.CertificateCheck) = (SmtpSecurity.StartTls, null));

        Assert.Equal(MailDeliveryStatus.FailedForNow, delivery.Status);
        Assert.Empty(peer.Messages);
    }

    [Theory]
    [InlineData("greeting", "554 no service", MailDeliveryStatus.FailedForNow)]
    [InlineData("MAIL", "550 sender not allowed", MailDeliveryStatus.RefusedForGood)]
    [InlineData("MAIL", "451-later\r\n451 please", MailDeliveryStatus.FailedForNow)]
    [InlineData("RCPT", "550 unknown", MailDeliveryStatus.RefusedForGood)]
    [InlineData("RCPT TO:<copy", "450 greylisted", MailDeliveryStatus.FailedForNow)]
    [InlineData("DATA", "554 no", MailDeliveryStatus.RefusedForGood)]
    [InlineData(".", "552 too large", MailDeliveryStatus.RefusedForGood)]
    [InlineData(".", "452 disk full", MailDeliveryStatus.FailedForNow)]
    [InlineData("MAIL", "what?", MailDeliveryStatus.FailedForNow)]
    public async Task Refusal_is_for_good_or_for_now(string command, string answer, MailDeliveryStatus expected)
    {
        await using var peer = new SmtpPeer();
        peer.Answers[command] = answer;

        var delivery = await SendAsync(peer);

        Assert.Equal(expected, delivery.Status);
        Assert.Contains(answer.Split('\n')[^1].Trim()[4..], delivery.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_refused_receiver_does_not_stop_the_others()
    {
        await using var peer = new SmtpPeer();
        peer.Answers["RCPT TO:<copy"] = "550 unknown";

        var delivery = await SendAsync(peer);

        Assert.Equal(MailDeliveryStatus.Sent, delivery.Status);
        Assert.Equal(["copy@x.example"], delivery.RefusedRecipients);
        Assert.Single(peer.Messages);
    }

    [Theory]
    [InlineData("EHLO")]
    [InlineData("RCPT")]
    [InlineData(".")]
    public async Task Lost_connection_is_a_failure_for_now(string command)
    {
        await using var peer = new SmtpPeer { HangsUpOn = command };

        Assert.Equal(MailDeliveryStatus.FailedForNow, (await SendAsync(peer)).Status);
    }

    [Fact]
    public async Task Silent_server_is_given_up_after_the_limit()
    {
        await using var peer = new SmtpPeer { SilentOn = "MAIL" };

        var delivery = await SendAsync(peer, configure: options => options.CommandTimeout = TimeSpan.FromMilliseconds(300));

        Assert.Equal(MailDeliveryStatus.FailedForNow, delivery.Status);
        Assert.Contains("No answer within 0.3 s", delivery.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_without_starttls_gets_nothing_when_it_is_demanded()
    {
        await using var peer = new SmtpPeer();

        var demanded = await SendAsync(peer, configure: options => options.Security = SmtpSecurity.StartTls);
        var optional = await SendAsync(peer, configure: options => options.Security = SmtpSecurity.StartTlsIfOffered);

        Assert.Equal(MailDeliveryStatus.FailedForNow, demanded.Status);
        Assert.Equal(MailDeliveryStatus.Sent, optional.Status);
        Assert.Single(peer.Messages);
    }

    [Fact]
    public async Task Mail_that_the_server_cannot_take_is_refused_before_it_is_sent()
    {
        await using var peer = new SmtpPeer { Extensions = ["SIZE 100"] };

        var large = await SendAsync(peer);
        var international = await SendAsync(peer, MailComposerTests.Sample with { To = [new MailAddress("", "łukasz@x.example")] });
        var nobody = await SendAsync(peer, MailComposerTests.Sample with { To = [] });
        var wrong = await SendAsync(peer, MailComposerTests.Sample with { To = [new MailAddress("", "nobody")] });

        Assert.All([large, international, nobody, wrong], delivery => Assert.Equal(MailDeliveryStatus.RefusedForGood, delivery.Status));
        Assert.Contains("(SIZE)", large.Detail, StringComparison.Ordinal);
        Assert.Contains("(SMTPUTF8)", international.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_listening_is_a_failure_for_now()
    {
        // Port 1 (tcpmux) is served by nobody.
        var options = new SmtpOptions { Host = "localhost", Port = 1, Security = SmtpSecurity.None };

        var delivery = await new SmtpMailSender(options, TimeProvider.System).SendAsync(ToTwo, TestContext.Current.CancellationToken);

        Assert.Equal(MailDeliveryStatus.FailedForNow, delivery.Status);
    }

    [Theory]
    [InlineData("", ".\r\n")]
    [InlineData("a\nb", "a\r\nb\r\n.\r\n")]
    [InlineData(".\r\n..x\r\n", "..\r\n...x\r\n.\r\n")]
    public void Dots_are_doubled_and_lines_end_with_crlf(string message, string wire)
    {
        Assert.Equal(wire, Encoding.ASCII.GetString(DotStuffing.Stuff(Encoding.ASCII.GetBytes(message))));
    }
}
