using System.Text;
using Trasa.Activities.Mail.Language;
using Trasa.Activities.Mail.Reading;
using Trasa.Activities.Mail.Threading;

namespace Trasa.Activities.Tests.Mail.Reading;

/// <summary>Mutated, cut and random messages: reading never throws and takes bounded time and memory.</summary>
public sealed class DamagedMailTests(ITestOutputHelper output)
{
    private static readonly TimeSpan LongestReading = TimeSpan.FromMinutes(1);

    private static readonly string[] Seeds =
    [
        "From: =?utf-8?B?0JjQstCw0L0=?= <i@x.example>\r\nTo: A: \"b, c\" <b@x.example>;, (c (d)) e@x.example\r\nSubject: =?koi8-r?B?8NLJ18XU?= =?iso-8859-2?Q?za=BF=F3?=\r\nDate: Mon, 2 Nov 2026 10:15:30 +0200 (EET)\r\nMessage-ID: <a@x.example>\r\nReferences: <b@x.example>\r\n <c@x.example>\r\nContent-Type: multipart/mixed; boundary=\"b1\"\r\n\r\n--b1\r\nContent-Type: multipart/alternative; boundary=b2\r\n\r\n--b2\r\nContent-Type: text/plain; charset=utf-8; format=flowed\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nBun=C4=83 ziua=\r\n.\r\nOn 2 Nov 2026, A wrote:\r\n> x\r\n-- \r\nAna\r\n--b2\r\nContent-Type: text/html; charset=windows-1250\r\n\r\n<p style='display:none'>a</p><blockquote>&amp;<br>b</blockquote>\r\n--b2--\r\n--b1\r\nContent-Type: application/pdf; name*0*=utf-8''%D1%81; name*1=.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQ=\r\n--b1\r\nContent-Type: message/rfc822\r\n\r\nSubject: inner\r\n\r\ninner\r\n--b1--\r\n",
        "Content-Type: text/plain; charset=utf-16\r\n\r\nx\0y\0",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=r\r\n\r\n--r\r\nContent-Type: message/delivery-status\r\n\r\nAction: failed\r\n--r--",
    ];

    public static TheoryData<int> RandomSeeds() => [.. Enumerable.Range(0, 8).Select(_ => Random.Shared.Next())];

    [Theory]
    [MemberData(nameof(RandomSeeds))]
    public void Damage_never_throws_or_hangs(int seed)
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var i = 0; i < 400; i++)
            ReadWithinTime(Damaged(random, Encoding.Latin1.GetBytes(Seeds[random.Next(Seeds.Length)])), seed);
    }

    [Theory]
    [InlineData("Content-Type: multipart/mixed; boundary=b\r\n\r\n", "--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n")]
    [InlineData("Content-Type: message/rfc822\r\n\r\n", "Content-Type: message/rfc822\r\n\r\n")]
    [InlineData("Subject: ", "=?utf-8?Q?")]
    [InlineData("Subject: ", "=?utf-8?Q?a?= ")]
    [InlineData("To: ", "(")]
    [InlineData("To: ", "\"<,:;")]
    [InlineData("To: ", "a@x.example,")]
    [InlineData("Content-Type: text/plain", "; a*0*=%41\"")]
    [InlineData("Content-Type: text/html\r\n\r\n", "<div hidden \"")]
    [InlineData("Content-Type: text/html\r\n\r\n", "<blockquote>")]
    [InlineData("Content-Type: text/html\r\n\r\n", "<!--")]
    [InlineData("Content-Type: text/html\r\n\r\n", "&amp")]
    [InlineData("\r\n", "On 2026 a\r\n")]
    [InlineData("\r\n", "From: a\r\n")]
    [InlineData("\r\n", "wrote:\r\n")]
    [InlineData("\r\n", "> ")]
    [InlineData("", "no header here\r\n")]
    [InlineData("", "\r\n")]
    [InlineData("Subject: ", "[#")]
    [InlineData("Subject: ", "Re: ")]
    [InlineData("Content-Type: multipart/mixed; boundary=b\r\n\r\n", "--b")]
    [InlineData("Content-Type: multipart/mixed; boundary=b\r\n\r\n", "--b\r\n")]
    public void Endless_repetition_takes_bounded_time_and_memory(string start, string repeated)
    {
        var bytes = Encoding.Latin1.GetBytes(start + string.Concat(Enumerable.Repeat(repeated, 2_000_000 / repeated.Length)));
        var before = GC.GetAllocatedBytesForCurrentThread();

        ReadWithinTime(bytes, seed: 0);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 500L * bytes.Length);
    }

    private static void ReadWithinTime(byte[] bytes, int seed)
    {
        var started = TimeProvider.System.GetTimestamp();
        var reading = new MailReader(new MailReaderOptions()).Read(bytes);
        if (reading.Mail is { } mail)
        {
            _ = LanguageGuesser.Guess(mail.NewText);
            _ = SubjectChain.Normalise(mail.Subject);
            Assert.True(mail.Text.Length == 0 || mail.NewText.Length > 0);
            Assert.All(mail.Attachments, attachment => Assert.Equal(Path.GetFileName(attachment.Name), attachment.Name));
        }
        var took = TimeProvider.System.GetElapsedTime(started);
        Assert.True(took < LongestReading, $"{took} for {bytes.Length} bytes, seed {seed}");
    }

    private static byte[] Damaged(Random random, byte[] bytes)
    {
        var text = bytes.ToList();
        for (var i = random.Next(1, 30); i > 0 && text.Count > 0; i--)
        {
            var at = random.Next(text.Count);
            switch (random.Next(6))
            {
                case 0:
                    text[at] = (byte)random.Next(256);
                    break;
                case 1:
                    text.RemoveRange(at, Math.Min(random.Next(1, 40), text.Count - at));
                    break;
                case 2:
                    text.InsertRange(at, text.GetRange(at, Math.Min(random.Next(1, 200), text.Count - at)));
                    break;
                case 3:
                    text.Insert(at, "\r\n\":;=?<>(), -\0\\"u8.ToArray()[random.Next(16)]);
                    break;
                case 4:
                    text.InsertRange(at, Enumerable.Range(0, random.Next(1, 50)).Select(_ => (byte)random.Next(256)));
                    break;
                case 5 when random.Next(4) == 0:
                    text.RemoveRange(at, text.Count - at);
                    break;
            }
        }
        return [.. text];
    }
}
