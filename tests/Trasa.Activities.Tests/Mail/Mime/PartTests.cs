using System.Text;
using Trasa.Activities.Mail.Mime;
using Trasa.Activities.Mail.Reading;

namespace Trasa.Activities.Tests.Mail.Mime;

public sealed class PartTests
{
    private static string Multipart(string type, params string[] parts) =>
        $"From: a@x.example\r\nContent-Type: multipart/{type}; boundary=\"b1\"\r\n\r\npreamble\r\n"
        + string.Concat(parts.Select(part => $"--b1\r\n{part}\r\n")) + "--b1--\r\nepilogue\r\n";

    [Fact]
    public void Alternative_gives_text_and_html()
    {
        var mail = RawMail.Read(Multipart("alternative", "Content-Type: text/plain\r\n\r\nplain", "Content-Type: text/html\r\n\r\n<p>rich</p>"));

        Assert.Equal("plain", mail.Text);
        Assert.Equal("<p>rich</p>", mail.Html);
        Assert.Empty(mail.Attachments);
        Assert.DoesNotContain(mail.Defects, defect => defect.Where != "header Date");
    }

    [Fact]
    public void Nested_parts_with_inline_picture_and_attachment_are_sorted()
    {
        const string related = "Content-Type: multipart/related; boundary=b1x\r\n\r\n--b1x\r\nContent-Type: text/html\r\n\r\n<p>see <img src=cid:p1></p>\r\n--b1x\r\nContent-Type: image/png\r\nContent-ID: <p1>\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw==\r\n--b1x--";

        var mail = RawMail.Read(Multipart("mixed", related, "Content-Type: application/pdf; name=\"a.pdf\"\r\nContent-Disposition: attachment\r\n\r\n%PDF"));

        Assert.Equal("see", mail.Text);
        Assert.Collection(
            mail.Attachments,
            picture => Assert.True(picture is { Name: "attachment-1.png", ContentId: "p1", IsInline: true, Content.Length: 4 }),
            file => Assert.True(file is { Name: "a.pdf", ContentType: "application/pdf", IsInline: false, Content.Length: 4 }));
    }

    [Fact]
    public void Inner_boundary_may_begin_with_the_outer_one()
    {
        const string inner = "Content-Type: multipart/alternative; boundary=b1-inner\r\n\r\n--b1-inner\r\n\r\nfirst\r\n--b1-inner--";

        var mail = RawMail.Read(Multipart("mixed", inner, "\r\nsecond"));

        Assert.Equal("first\nsecond", mail.Text);
    }

    [Fact]
    public void Signed_mail_keeps_its_text()
    {
        var mail = RawMail.Read(Multipart("signed; protocol=\"application/pgp-signature\"", "\r\nsigned text", "Content-Type: application/pgp-signature; name=sig.asc\r\n\r\nxyz"));

        Assert.Equal("signed text", mail.Text);
        Assert.Equal("sig.asc", Assert.Single(mail.Attachments).Name);
    }

    [Theory]
    [InlineData("Content-Type: multipart/mixed; boundary=b1\r\n\r\n--b1\r\n\r\none\r\n--b1\r\n\r\ntwo\r\n", "closing boundary is missing")]
    [InlineData("Content-Type: multipart/mixed\r\n\r\n--zz\r\nContent-Type: text/plain\r\n\r\none\r\n--zz\r\n\r\ntwo\r\n--zz--", "without a boundary parameter")]
    [InlineData("Content-Type: multipart/mixed; boundary=wrong\r\n\r\n--zz\r\nContent-Type: text/plain\r\n\r\none\r\n--zz\r\n\r\ntwo\r\n--zz--", "does not occur")]
    [InlineData("Content-Type: multipart/mixed; boundary=b1\r\n\r\n--b1\r\n\r\none\r\n--b1--\r\n--b1\r\n\r\ntwo\r\n--b1--", "after the closing boundary")]
    public void Broken_boundaries_still_give_the_parts(string message, string defect)
    {
        var mail = RawMail.Read(message);

        Assert.Equal("one\ntwo", mail.Text);
        Assert.Contains(mail.Defects, found => found.What.Contains(defect, StringComparison.Ordinal));
    }

    [Fact]
    public void Multipart_without_any_part_is_text()
    {
        var mail = RawMail.Read("Content-Type: multipart/mixed; boundary=b1\r\n\r\nno parts here\r\n");

        Assert.Equal("no parts here", mail.Text);
    }

    [Fact]
    public void Enclosed_message_is_an_attachment_and_not_text()
    {
        var mail = RawMail.Read(Multipart("mixed", "\r\nsee below", "Content-Type: message/rfc822\r\n\r\nSubject: inner\r\n\r\ninner text"));

        Assert.Equal("see below", mail.Text);
        var enclosed = Assert.Single(mail.Attachments);
        Assert.Equal("inner.eml", enclosed.Name);
        Assert.Equal("inner", RawMail.Read(enclosed.Content).Subject);
    }

    [Theory]
    [InlineData("filename=plain.pdf", "plain.pdf")]
    [InlineData("filename=\"with space.pdf\"", "with space.pdf")]
    [InlineData("filename*=utf-8''Factur%C4%83.pdf", "Factură.pdf")]
    [InlineData("filename*=iso-8859-2'pl'za%B3%B1cznik.pdf", "załącznik.pdf")]
    [InlineData("filename*0=\"very long \"; filename*1=\"name.pdf\"", "very long name.pdf")]
    [InlineData("filename*0*=utf-8''%D1%81%D1; filename*1*=%87%D1%91%D1%82; filename*2=\".pdf\"", "счёт.pdf")]
    [InlineData("filename*1=b.pdf; filename*0=a", "ab.pdf")]
    [InlineData("filename=\"=?utf-8?Q?Factur=C4=83.pdf?=\"", "Factură.pdf")]
    [InlineData("filename=\"old.pdf\"; filename*=utf-8''n%C3%A9w.pdf", "néw.pdf")]
    [InlineData("filename=\"C:\\Users\\ana\\report(1).pdf\"", "report(1).pdf")]
    [InlineData("filename=\"../../etc/passwd\"", "passwd")]
    [InlineData("filename=\"a;b.pdf\"", "a;b.pdf")]
    [InlineData("filename=report(1).pdf", "report(1).pdf")]
    [InlineData("filename=\"not closed.pdf", "not closed.pdf")]
    [InlineData("filename=\"..\"", "attachment-1.pdf")]
    [InlineData("size=4", "attachment-1.pdf")]
    public void Name_of_an_attachment_is_read(string parameters, string name)
    {
        var mail = RawMail.Read(Multipart("mixed", $"Content-Type: application/pdf\r\nContent-Disposition: attachment; {parameters}\r\n\r\nx"));

        Assert.Equal(name, Assert.Single(mail.Attachments).Name);
    }

    [Theory]
    [InlineData("quoted-printable", "a=C4=83b=\r\nc =\r\nd=3D=Q  \r\ne", "aăbc d==Q\ne")]
    [InlineData("quoted-printable", "end=", "end")]
    [InlineData("base64", "QnVu\r\nxIMg*eml1YQ==", "Bună ziua")]
    [InlineData("BASE64 ", "QUJD REVG\r\n", "ABCDEF")]
    [InlineData("base64", "QQ==QUI=", "AAB")]
    [InlineData("base64", "QUJDR", "ABC")]
    [InlineData("x-odd", "as is", "as is")]
    public void Damaged_transfer_encoding_gives_what_can_be_read(string encoding, string body, string text)
    {
        var mail = RawMail.WithBody($"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: {encoding}", Encoding.Latin1.GetBytes(body));

        Assert.Equal(text, mail.Text);
    }

    [Fact]
    public void Flowed_text_is_joined()
    {
        var mail = RawMail.WithBody("Content-Type: text/plain; format=flowed", "one \r\nline\r\n> quoted \r\n> text\r\n-- \r\nAna"u8.ToArray());

        Assert.Equal("one line\n> quoted text\n-- \nAna", mail.Text);
    }

    [Theory]
    [InlineData(nameof(MimeLimits.MaxBytes))]
    [InlineData(nameof(MimeLimits.MaxHeaderFields))]
    [InlineData(nameof(MimeLimits.MaxHeaderBytes))]
    [InlineData(nameof(MimeLimits.MaxParts))]
    [InlineData(nameof(MimeLimits.MaxDepth))]
    public void Limit_is_named_when_it_is_exceeded(string limit)
    {
        var text = Multipart("mixed", "\r\n1", "\r\n2", "\r\n3", "Content-Type: message/rfc822\r\n\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\n");
        var limits = limit switch
        {
            nameof(MimeLimits.MaxBytes) => new MimeLimits { MaxBytes = 100 },
            nameof(MimeLimits.MaxHeaderFields) => new MimeLimits { MaxHeaderFields = 1 },
            nameof(MimeLimits.MaxHeaderBytes) => new MimeLimits { MaxHeaderBytes = 20 },
            nameof(MimeLimits.MaxParts) => new MimeLimits { MaxParts = 2 },
            _ => new MimeLimits { MaxDepth = 2 },
        };

        var reading = new MailReader(new MailReaderOptions { Limits = limits }).Read(Encoding.Latin1.GetBytes(text));

        Assert.Null(reading.Mail);
        Assert.Equal(limit, reading.Refused!.Limit);
        Assert.Contains($"MimeLimits.{limit}", reading.Refused.ToString(), StringComparison.Ordinal);
    }
}
