using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Trasa.Activities.Mail.Mime;
using Trasa.Activities.Mail.Writing;
using Trasa.TestKit.Time;

namespace Trasa.Activities.Tests.Mail.Writing;

/// <summary>Our SMTP against a real Postfix on loopback; skipped where Debian's postfix is not installed or may not be started.</summary>
public sealed class PostfixTests : IDisposable
{
    private const string Postfix = "/usr/sbin/postfix";

    private readonly string _folder = Directory.CreateTempSubdirectory("trasa-postfix-").FullName;
    private readonly int _port = FreePort();
    private bool _started;

    public void Dispose()
    {
        if (_started)
            Run(Postfix, "-c", Config, "stop");
        Directory.Delete(_folder, recursive: true);
    }

    private string Config => Path.Combine(_folder, "config");

    [Fact]
    public async Task Real_server_delivers_the_message_unchanged()
    {
        Start();
        var mail = MailComposerTests.Sample with
        {
            To = [new MailAddress("Ana", "ana@box.example")],
            Text = ".\n..dots\n.\nși o linie lungă " + new string('x', 2000),
            Attachments = [new("factură.pdf", "application/pdf", [1, 2, 3])],
        };

        var delivery = await SendAsync(mail);
        var unknown = await SendAsync(mail with { To = [new MailAddress("", "ana@elsewhere.example")] });

        Assert.Equal((MailDeliveryStatus.Sent, ""), (delivery.Status, delivery.Status == MailDeliveryStatus.Sent ? "" : delivery.Detail));
        Assert.Equal(MailDeliveryStatus.RefusedForGood, unknown.Status);
        var arrived = await ArrivedAsync();
        var sent = Encoding.ASCII.GetString(MailComposer.Compose(mail)).ReplaceLineEndings("\n");
        Assert.EndsWith(sent, arrived, StringComparison.Ordinal);
        Assert.Equal(mail.Text, RawMail.Read(Encoding.ASCII.GetBytes(arrived)).Text);
    }

    private Task<MailDelivery> SendAsync(OutgoingMail mail)
    {
        var options = new SmtpOptions { Host = "127.0.0.1", Port = _port, Security = SmtpSecurity.None, ClientName = "trasa.example", CommandTimeout = TimeSpan.FromMinutes(1) };
        return new SmtpMailSender(options, TimeProvider.System).SendAsync(mail, TestContext.Current.CancellationToken);
    }

    /// <summary>The one message in the mailbox, once Postfix has moved it there.</summary>
    private async Task<string> ArrivedAsync()
    {
        var box = Path.Combine(_folder, "boxes", "all", "new");
        var stop = TestContext.Current.CancellationToken;
        await Eventually.UntilAsync(() => Task.FromResult(Directory.Exists(box) && Directory.GetFiles(box).Length > 0), "Postfix has moved no message into the mailbox.", stop);
        return await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(box)), stop);
    }

    private void Start()
    {
        Assert.SkipUnless(File.Exists(Postfix), "Debian's postfix is not installed.");
        Assert.SkipUnless(Environment.UserName == "root", "Only root can start Postfix.");
        foreach (var name in (string[])["config", "queue", "data", "boxes"])
            Directory.CreateDirectory(Path.Combine(_folder, name));
        Run("/bin/chmod", "755", _folder);
        Run("/bin/chown", "postfix", Path.Combine(_folder, "data"));
        Run("/bin/chown", "nobody", Path.Combine(_folder, "boxes"));
        File.WriteAllText(Path.Combine(Config, "main.cf"), $"""
            compatibility_level = 3.6
            queue_directory = {_folder}/queue
            data_directory = {_folder}/data
            command_directory = /usr/sbin
            daemon_directory = /usr/lib/postfix/sbin
            mail_owner = postfix
            setgid_group = postdrop
            myhostname = mx.box.example
            mydestination =
            inet_interfaces = 127.0.0.1
            inet_protocols = ipv4
            mynetworks =
            alias_maps =
            maillog_file = {_folder}/log
            maillog_file_prefixes = {_folder}
            virtual_mailbox_domains = box.example
            virtual_mailbox_base = {_folder}/boxes
            virtual_mailbox_maps = static:all/
            virtual_uid_maps = static:65534
            virtual_gid_maps = static:65534
            smtpd_relay_restrictions = reject_unauth_destination
            """);
        File.WriteAllText(Path.Combine(Config, "master.cf"), $"""
            127.0.0.1:{_port} inet n - n - - smtpd
            postlog unix-dgram n - n - 1 postlogd
            pickup unix n - n 60 1 pickup
            cleanup unix n - n - 0 cleanup
            qmgr unix n - n 300 1 qmgr
            rewrite unix - - n - - trivial-rewrite
            bounce unix - - n - 0 bounce
            defer unix - - n - 0 bounce
            trace unix - - n - 0 bounce
            error unix - - n - - error
            retry unix - - n - - error
            proxymap unix - - n - - proxymap
            virtual unix - n n - - virtual
            anvil unix - - n - 1 anvil
            scache unix - - n - 1 scache

            """);
        var said = Run(Postfix, "-c", Config, "start");
        _started = true;
        Assert.SkipUnless(IsListening(), $"Postfix does not start here: {said}");
    }

    private bool IsListening()
    {
        // "postfix start" returns when the master holds its ports.
        using var client = new TcpClient();
        try
        {
            client.Connect(IPAddress.Loopback, _port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return said;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
