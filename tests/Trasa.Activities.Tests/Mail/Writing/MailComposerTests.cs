using System.Text;
using Trasa.Activities.Mail.Mime;
using Trasa.Activities.Mail.Reading;
using Trasa.Activities.Mail.Writing;

namespace Trasa.Activities.Tests.Mail.Writing;

public sealed class MailComposerTests(ITestOutputHelper output)
{
    internal static OutgoingMail Sample => new()
    {
        IdempotencyKey = "case/42/registered",
        MessageId = OutgoingMail.MessageIdFor("case/42/registered", "trasa.example"),
        Date = new DateTimeOffset(2026, 11, 2, 10, 15, 30, TimeSpan.FromHours(2)),
        From = new MailAddress("Trasa Support", "support@trasa.example"),
        To = [new MailAddress("Mihai Ionescu", "mihai.ionescu@carpati.example")],
        Subject = "[#C-2026-000042.abc234] Solicitarea a fost înregistrată",
        Text = "Bună ziua,\n\nSolicitarea dumneavoastră are numărul C-2026-000042.\n.\n",
    };

    public static TheoryData<int> RandomSeeds() => [.. Enumerable.Range(0, 4).Select(_ => Random.Shared.Next())];

    [Theory]
    [MemberData(nameof(RandomSeeds))]
    public void Composed_mail_reads_back_equal(int seed)
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var i = 0; i < 100; i++)
        {
            var sent = RandomMail(random);

            var bytes = MailComposer.Compose(sent);
            var read = RawMail.Read(bytes);

            Assert.Empty(read.Defects);
            Assert.Equal(sent.MessageId, read.MessageId);
            Assert.Equal(sent.Date, read.Date);
            Assert.Equal(sent.From, read.From);
            Assert.Equal(sent.To, read.To);
            Assert.Equal(sent.Cc, read.Cc);
            Assert.Equal(sent.Subject, read.Subject);
            Assert.Equal(sent.Text, read.Text);
            Assert.Equal(sent.Html, read.Html?.TrimEnd());
            Assert.Equal([.. sent.References, sent.InReplyTo!], read.References);
            Assert.Equal([sent.InReplyTo!], read.InReplyTo);
            Assert.Equal(sent.Attachments.Select(file => (file.Name, Convert.ToHexString(file.Content))), read.Attachments.Select(file => (file.Name, Convert.ToHexString(file.Content))));
            Assert.All(Encoding.ASCII.GetString(bytes).Split("\r\n"), line => Assert.InRange(line.Length, 0, 200));
        }
    }

    [Fact]
    public void Same_mail_gives_the_same_bytes()
    {
        Assert.Equal(MailComposer.Compose(Sample), MailComposer.Compose(Sample));
    }

    [Fact]
    public void Automatic_mail_says_so_and_is_recognised()
    {
        var mail = RawMail.Read(MailComposer.Compose(Sample with { IsAutomatic = true, InReplyTo = "a@x.example", LoopMark = "trasa-1" }));

        Assert.Equal("Auto-Submitted: auto-replied", mail.Automatic!.Reason);
        Assert.Equal("X-Trasa-Loop: trasa-1", mail.LoopHint);
        Assert.False(RawMail.Read(MailComposer.Compose(Sample)).IsAutoReply);
    }

    [Fact]
    public void Line_breaks_in_values_start_no_new_field()
    {
        var mail = RawMail.Read(MailComposer.Compose(Sample with
        {
            Subject = "hello\r\nBcc: all@x.example",
            From = new MailAddress("A\r\nX-Evil: 1", "a@x.example>\r\nX-Evil: 2"),
            InReplyTo = "a@x.example>\r\nX-Evil: 3",
            Attachments = [new MailAttachment("a\"\r\nX-Evil: 4.pdf", "application/pdf", [1])],
        }));

        Assert.False(mail.Headers.Has("X-Evil"));
        Assert.False(mail.Headers.Has("Bcc"));
        Assert.Single(mail.Attachments);
    }

    [Fact]
    public void Hidden_receivers_are_not_written()
    {
        var text = Encoding.ASCII.GetString(MailComposer.Compose(Sample with { Bcc = [new MailAddress("", "secret@x.example")] }));

        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Picture_of_the_html_stays_beside_it()
    {
        var mail = RawMail.Read(MailComposer.Compose(Sample with
        {
            Html = "<p>Bună <img src=\"cid:logo\"></p>",
            Attachments = [new MailAttachment("logo.png", "image/png", [1, 2], "logo", IsInline: true), new MailAttachment("a.txt", "text/plain", [65])],
        }));

        Assert.Equal(["logo.png", "a.txt"], mail.Attachments.Select(file => file.Name));
        Assert.Equal([true, false], mail.Attachments.Select(file => file.IsInline));
    }

    [Fact]
    public void International_domain_goes_out_as_ascii()
    {
        var text = Encoding.UTF8.GetString(MailComposer.Compose(Sample with { To = [new MailAddress("", "ana@müller.example")] }));

        Assert.Contains("To: ana@xn--mller-kva.example", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Identifier_follows_from_the_key()
    {
        Assert.Equal(OutgoingMail.MessageIdFor("k", "x.example"), OutgoingMail.MessageIdFor("k", "x.example"));
        Assert.NotEqual(OutgoingMail.MessageIdFor("k", "x.example"), OutgoingMail.MessageIdFor("l", "x.example"));
    }

    private static OutgoingMail RandomMail(Random random) => Sample with
    {
        Subject = Words(random, random.Next(1, 30)),
        From = new MailAddress(Words(random, 2), "a.b@x.example"),
        To = [.. Enumerable.Range(0, random.Next(1, 6)).Select(i => new MailAddress(i % 2 == 0 ? Words(random, 3) : "", $"to{i}@x.example"))],
        Cc = [.. Enumerable.Range(0, random.Next(3)).Select(i => new MailAddress(Words(random, 1), $"cc{i}@x.example"))],
        Text = string.Join('\n', Enumerable.Range(0, random.Next(1, 10)).Select(_ => Words(random, random.Next(1, 40)))),
        Html = random.Next(2) == 0 ? null : $"<p>{Words(random, 20)}</p>",
        InReplyTo = $"{random.Next()}@x.example",
        References = [.. Enumerable.Range(0, random.Next(8)).Select(i => $"{random.Next()}.{i}.long-identifier@x.example")],
        Attachments = [.. Enumerable.Range(0, random.Next(3)).Select(i => new MailAttachment($"{string.Concat(Words(random, random.Next(1, 9)).Where(char.IsLetterOrDigit).Take(80))}{i}.bin", "application/octet-stream", Bytes(random)))],
    };

    private static byte[] Bytes(Random random)
    {
        var bytes = new byte[random.Next(500)];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>Words with everything that headers and bodies find special, but no outer or double spaces, which are not kept.</summary>
    private static string Words(Random random, int count)
    {
        string[] words = ["hello", "mașină", "zażółć", "Привет", "日本", "😀😀", "a=b", "=?x?=", ".", "x;y,z", "(c)", "a:b", "From", "{}", "tűrőképesség", new string('w', 90), "100%", "-"];
        return string.Join(' ', Enumerable.Range(0, count).Select(_ => words[random.Next(words.Length)]));
    }
}
