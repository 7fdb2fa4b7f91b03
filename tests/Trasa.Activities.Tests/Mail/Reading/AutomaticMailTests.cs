using System.Text;
using Trasa.Activities.Mail.Reading;

namespace Trasa.Activities.Tests.Mail.Reading;

public sealed class AutomaticMailTests
{
    [Theory]
    [InlineData("Auto-Submitted: auto-replied", AutomaticKind.AutoReply)]
    [InlineData("Auto-Submitted: auto-generated; owner=x", AutomaticKind.AutoReply)]
    [InlineData("X-Autoreply: yes", AutomaticKind.AutoReply)]
    [InlineData("Precedence: auto_reply", AutomaticKind.AutoReply)]
    [InlineData("Precedence: BULK", AutomaticKind.Bulk)]
    [InlineData("Precedence: junk", AutomaticKind.Bulk)]
    [InlineData("List-Id: <news.x.example>", AutomaticKind.Bulk)]
    [InlineData("Return-Path: <>", AutomaticKind.DeliveryReport)]
    [InlineData("Content-Type: multipart/report; report-type=delivery-status; boundary=b", AutomaticKind.DeliveryReport)]
    [InlineData("Subject: =?utf-8?Q?R=C4=83spuns_automat=3A_concediu?=", AutomaticKind.AutoReply)]
    public void Program_is_recognised(string field, AutomaticKind kind)
    {
        var mail = RawMail.Read($"From: a@x.example\r\n{field}\r\n\r\nbody");

        Assert.True(mail.IsAutoReply);
        Assert.Equal(kind, mail.Automatic!.Kind);
        Assert.NotEmpty(mail.Automatic.Reason);
    }

    [Theory]
    [InlineData("Auto-Submitted: no")]
    [InlineData("X-Autoreply: no")]
    [InlineData("Precedence: normal")]
    [InlineData("Return-Path: <ana@x.example>")]
    [InlineData("X-Auto-Response-Suppress: All")]
    [InlineData("X-Auto-Response-Suppress: DR, OOF, AutoReply")]
    [InlineData("Subject: =?utf-8?Q?T=C3=A1voll=C3=A9ti_d=C3=ADj_elsz=C3=A1mol=C3=A1sa?=")]
    [InlineData("Subject: =?utf-8?Q?H=C3=A1zon_k=C3=ADv=C3=BCli_t=C3=A1rol=C3=B3_hib=C3=A1s?=")]
    [InlineData("Subject: Automatic answering machine broken")]
    [InlineData("Subject: Automatic answer shows nothing")]
    [InlineData("Subject: Autoreplying does not work")]
    [InlineData("Subject: Our automatic reply does not work")]
    [InlineData("Subject: Absent drivers are shown as driving")]
    [InlineData("Subject: Away from the depot the map is empty")]
    public void Person_is_not_taken_for_a_program(string field)
    {
        Assert.False(RawMail.Read($"From: a@x.example\r\n{field}\r\n\r\nbody").IsAutoReply);
    }

    [Theory]
    [InlineData("Abwesenheitsnotiz: Ihre Anfrage")]
    [InlineData("Automatische Antwort: Ihre Anfrage")]
    [InlineData("Absent: concediu")]
    [InlineData("Absență: concediu")]
    [InlineData("Távollét")]
    [InlineData("Távolléti értesítés")]
    [InlineData("Házon kívül: szabadság")]
    [InlineData("Automatic answer: holiday")]
    [InlineData("Auto:holiday")]
    [InlineData("Автоответ: отпуск")]
    [InlineData("Odpowiedź automatyczna: urlop")]
    [InlineData("Out of Office Re: We have your request")]
    public void Absence_without_any_field_is_recognised_by_its_subject(string subject)
    {
        var mail = RawMail.WithField($"Subject: =?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(subject))}?=");

        Assert.Equal(AutomaticKind.AutoReply, mail.Automatic?.Kind);
    }

    [Fact]
    public void Own_mark_and_many_hops_hint_at_a_loop()
    {
        var ours = new MailReaderOptions { LoopMark = "trasa-1" };
        var hops = string.Concat(Enumerable.Repeat("Received: from x by y\r\n", 31));

        Assert.Equal("X-Trasa-Loop: trasa-1", RawMail.Read("X-Trasa-Loop: trasa-1\r\n\r\n", ours).LoopHint);
        Assert.Null(RawMail.Read("X-Trasa-Loop: other\r\n\r\n", ours).LoopHint);
        Assert.Equal("31 Received fields", RawMail.Read($"{hops}\r\n").LoopHint);
        Assert.Null(RawMail.Read("Received: from x by y\r\n\r\n").LoopHint);
    }
}
