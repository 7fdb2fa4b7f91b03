using System.Text;

namespace Trasa.Activities.Tests.Mail.Mime;

public sealed class HeaderTests
{
    [Theory]
    [InlineData("=?utf-8?Q?Bun=C4=83_ziua?=", "Bună ziua")]
    [InlineData("=?UTF-8?B?0J/RgNC40LLQtdGC?=", "Привет")]
    [InlineData("Re: =?iso-8859-2?Q?Za=BF=F3=B3=E6?= sprawa", "Re: Zażółć sprawa")]
    [InlineData("=?koi8-r?B?8NLJ18XU?=", "Привет")]
    [InlineData("=?windows-1250?Q?Facturi_=EEnt=E2rziate?=", "Facturi întârziate")]
    [InlineData("=?utf-8?Q?a?= =?utf-8?Q?b?=", "ab")]
    [InlineData("=?utf-8?Q?a?=\r\n =?utf-8?Q?b?= c", "ab c")]
    [InlineData("=?utf-8?B?0J/R?= =?utf-8?B?gNC4?=", "При")]
    [InlineData("=?utf-8?Q?=D0=9F=D1?=\r\n =?utf-8?B?gA==?=", "Пр")]
    [InlineData("=?utf-8*ro?Q?salut?=", "salut")]
    [InlineData("=?utf-8?Q?with spaces inside?=", "with spaces inside")]
    [InlineData("=?x-none?Q?caf=C3=A9?=", "café")]
    [InlineData("=?utf-8?Q?broken=Z1?=", "broken=Z1")]
    [InlineData("=?utf-8?X?no such encoding?=", "=?utf-8?X?no such encoding?=")]
    [InlineData("=?utf-8?Q?not closed", "=?utf-8?Q?not closed")]
    [InlineData("folded\r\n\tover\r\n lines", "folded over lines")]
    [InlineData("=?utf-8?Q?line=0Abreak?=", "line break")]
    public void Subject_is_decoded(string raw, string subject)
    {
        Assert.Equal(subject, RawMail.WithField($"Subject: {raw}").Subject);
    }

    [Theory]
    [InlineData("utf-8", "Pană la mașini")]
    [InlineData("windows-1251", "Не работает система")]
    public void Raw_8_bit_subject_is_guessed(string charset, string text)
    {
        byte[] bytes = [.. "Subject: "u8, .. RawMail.Charset(charset).GetBytes(text), .. "\r\n\r\nx"u8];

        var mail = RawMail.Read(bytes);

        Assert.Equal(text, mail.Subject);
        Assert.Contains(mail.Defects, defect => defect.Where == "header Subject");
    }

    [Theory]
    [InlineData("Mon, 02 Nov 2026 10:15:30 +0200", "2026-11-02T10:15:30+02:00")]
    [InlineData("2 Nov 2026 10:15 +0200 (EET)", "2026-11-02T10:15:00+02:00")]
    [InlineData("Mon, 2 Nov 26 10:15:30 GMT", "2026-11-02T10:15:30+00:00")]
    [InlineData("Fri, 21 Nov 97 09:55:06 -0600", "1997-11-21T09:55:06-06:00")]
    [InlineData("21 Nov 1997 09:55:06 EST", "1997-11-21T09:55:06-05:00")]
    [InlineData("Thu,   13\r\n     Feb\r\n  1969 23:32 -0330 (Newfoundland Time)", null)]
    [InlineData("Thu, 13 Feb 2025 23:32:60 Z", "2025-02-13T23:32:59+00:00")]
    [InlineData("2026-11-02T10:15:30Z", "2026-11-02T10:15:30+00:00")]
    [InlineData("Mon, 31 Feb 2026 10:15:30 +0200", null)]
    [InlineData("Mon, 02 Nov 2026 10:15:30 +9900", "2026-11-02T10:15:30+00:00")]
    [InlineData("yesterday", null)]
    public void Date_is_read(string raw, string? expected)
    {
        var date = RawMail.WithField($"Date: {raw}").Date;

        Assert.Equal(expected, date?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Line_without_a_field_name_belongs_to_the_field_before()
    {
        var mail = RawMail.Read("Subject: a long\nsubject badly folded\nFrom: Ana <ana@nordwind.example>\n\nText");

        Assert.Equal("a long subject badly folded", mail.Subject);
        Assert.Equal("ana@nordwind.example", mail.From!.Address);
        Assert.Equal("Text", mail.Text);
    }

    [Fact]
    public void Header_without_an_empty_line_ends_where_the_text_starts()
    {
        var mail = RawMail.Read("Subject: hello\nFrom: ana@nordwind.example\nGood day, nothing works here\nRegards\n");

        Assert.Equal("Good day, nothing works here\nRegards", mail.Text);
        Assert.Contains(mail.Defects, defect => defect.What.Contains("without an empty line", StringComparison.Ordinal));
    }

    [Fact]
    public void Folder_line_and_empty_lines_at_the_start_are_skipped()
    {
        var mail = RawMail.Read("\r\nFrom ana@nordwind.example Mon Nov  2 10:00:00 2026\r\nSubject : spaced\r\n\r\nText");

        Assert.Equal("spaced", mail.Subject);
        Assert.Equal("Text", mail.Text);
    }

    [Fact]
    public void First_of_two_subjects_counts()
    {
        var mail = RawMail.Read("Subject: one\r\nSubject: two\r\n\r\nText");

        Assert.Equal("one", mail.Subject);
        Assert.Contains(mail.Defects, defect => defect.Where == "header Subject");
    }

    [Fact]
    public void Message_ids_lose_brackets_and_folding()
    {
        var mail = RawMail.Read("Message-ID: <a1@x.example>\r\nIn-Reply-To: b@x.example\r\nReferences: <c@x.example>\r\n <d@x.\r\n example> <c@x.example>\r\n\r\n");

        Assert.Equal("a1@x.example", mail.MessageId);
        Assert.Equal(["b@x.example"], mail.InReplyTo);
        Assert.Equal(["c@x.example", "d@x.example"], mail.References);
    }

    [Fact]
    public void Empty_input_is_a_mail_with_defects()
    {
        var mail = RawMail.Read([]);

        Assert.Null(mail.From);
        Assert.Equal("", mail.Text);
        Assert.Contains(mail.Defects, defect => defect is { Where: "header From", What: "missing" });
    }

    [Fact]
    public void Unicode_address_is_kept()
    {
        var mail = RawMail.Read(Encoding.UTF8.GetBytes("From: Łukasz <łukasz@balticfoods.example>\r\n\r\n"));

        Assert.Equal("łukasz@balticfoods.example", mail.From!.Address);
        Assert.Equal("Łukasz", mail.From.Name);
    }
}
