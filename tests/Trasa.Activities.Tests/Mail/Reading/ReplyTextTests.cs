using Trasa.Activities.Mail.Reading;

namespace Trasa.Activities.Tests.Mail.Reading;

public sealed class ReplyTextTests
{
    [Theory]
    [InlineData("It still fails.\n\nOn Mon, 2 Nov 2026 at 10:15, Trasa Support <support@trasa.example>\nwrote:\n\n> Please try again.\n")]
    [InlineData("It still fails.\n\nÎn data de lun., 2 nov. 2026 la 10:15, Trasa <support@trasa.example> a scris:\n> Vă rugăm")]
    [InlineData("It still fails.\n\nPe 2 nov. 2026, la 10:15, Trasa <support@trasa.example> a scris:\n\nVă rugăm să încercați")]
    [InlineData("It still fails.\n\nW dniu 2.11.2026 o 10:15, Trasa pisze:\n> Prosimy")]
    [InlineData("It still fails.\n\npon., 2 lis 2026 o 10:15 Trasa <support@trasa.example> napisał(a):\n\n> Prosimy")]
    [InlineData("It still fails.\n\n02.11.2026 10:15, Trasa пишет:\n> Попробуйте")]
    [InlineData("It still fails.\n\nпн, 2 нояб. 2026 г. в 10:15, Trasa <support@trasa.example>:\nx\n\nпонедельник, 2 ноября 2026 г. пользователь Trasa <support@trasa.example> написал:\n> a", "It still fails.\n\nпн, 2 нояб. 2026 г. в 10:15, Trasa <support@trasa.example>:\nx")]
    [InlineData("It still fails.\n\nTrasa <support@trasa.example> ezt írta (időpont: 2026. nov. 2., H, 10:15):\n> Kérjük")]
    [InlineData("It still fails.\n\n-----Original Message-----\nFrom: Trasa\nold")]
    [InlineData("It still fails.\n\n-----Mesaj original-----\nDe la: Trasa\nold")]
    [InlineData("It still fails.\n\n________________________________\nFrom: Trasa <support@trasa.example>\nSent: Monday\nTo: Ana\nSubject: x\n\nold", "It still fails.\n\n________________________________")]
    [InlineData("It still fails.\n\nDe la: Trasa <support@trasa.example>\nTrimis: luni\nCătre: Ana\nSubiect: x\n\nold")]
    [InlineData("It still fails.\n\nOd: Trasa <support@trasa.example>\nWysłano: poniedziałek\nDo: Ana\nTemat: x\n\nold")]
    [InlineData("It still fails.\n\nОт: Trasa <support@trasa.example>\nОтправлено: понедельник\nКому: Ana\nТема: x\n\nold")]
    [InlineData("It still fails.\n\nFeladó: Trasa\nKüldve: hétfő\nCímzett: Ana\nTárgy: x\n\nold")]
    [InlineData("It still fails.\n-- \nAna Keller\nNordwind Logistics")]
    [InlineData("It still fails.\n\nSent from my iPhone\n\n> old")]
    [InlineData("It still fails.\n\nTrimis de pe iPhone")]
    public void Quote_and_signature_are_left_out(string text, string expected = "It still fails.")
    {
        Assert.Equal(expected, ReplyText.NewPart(text));
    }

    [Fact]
    public void Answers_between_quotes_are_kept()
    {
        const string text = "On 2 Nov 2026, Trasa wrote:\n> Which version?\nThe newest.\n> Which browser?\nFirefox.\n";

        Assert.Equal("The newest.\nFirefox.", ReplyText.NewPart(text));
    }

    [Theory]
    [InlineData("Yesterday your agent wrote:\nplease restart. I did, and nothing changed.")]
    [InlineData("From: our warehouse\nwe ask you for a new delivery.")]
    [InlineData("---------- Forwarded message ---------\nFrom: x@x.example\nDate: Mon\nSubject: y\nTo: z\n\nThe real content")]
    public void Ordinary_text_is_not_cut(string text)
    {
        Assert.Contains(text.Split('\n')[^1], ReplyText.NewPart(text), StringComparison.Ordinal);
    }

    [Fact]
    public void Mail_that_is_only_a_quote_stays_whole()
    {
        Assert.Equal("> all of it\n> is quoted", ReplyText.NewPart("> all of it\n> is quoted"));
    }
}
