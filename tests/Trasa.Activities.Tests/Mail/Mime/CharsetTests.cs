using System.Text;

namespace Trasa.Activities.Tests.Mail.Mime;

public sealed class CharsetTests
{
    private const string Romanian = "Bună ziua, mașinile nu se văd pe hartă și șoferii așteaptă.";
    private const string RomanianCedilla = "Bună ziua, maşinile nu se văd pe hartă şi aşteptăm soluţia.";
    private const string Polish = "Dzień dobry, proszę o fakturę; zażółć gęślą jaźń.";
    private const string Russian = "Здравствуйте, система не работает с самого утра. Помогите, пожалуйста!";
    private const string Hungarian = "Jó napot, a rendszer nem működik, a tűrőképességünk véges.";
    private const string German = "Schöne Grüße, die Größe der Lieferung stimmt nicht – 5 €.";

    [Theory]
    [InlineData("utf-8", Romanian)]
    [InlineData("UTF8", Polish)]
    [InlineData("iso-8859-16", Romanian)]
    [InlineData("windows-1250", RomanianCedilla)]
    [InlineData("cp1250", Polish)]
    [InlineData("iso-8859-2", Polish)]
    [InlineData("ISO_8859-2:1987", "ż")]
    [InlineData("iso-8859-2", Hungarian)]
    [InlineData("windows-1251", Russian)]
    [InlineData("win-1251", Russian)]
    [InlineData("koi8-r", Russian)]
    [InlineData("koi8-u", "Привіт, ґанок і їжак")]
    [InlineData("iso-8859-5", Russian)]
    [InlineData("iso-8859-15", "Prix: 5 € à Nîmes, œuvre")]
    [InlineData("iso-8859-1", "Grüße aus Köln, élève")]
    [InlineData("windows-1252", German)]
    [InlineData("utf-16", Polish)]
    [InlineData("utf-16be", Russian)]
    public void Body_in_a_labelled_charset_is_read(string label, string text)
    {
        var encoding = label.StartsWith("ISO_", StringComparison.Ordinal) ? RawMail.Charset("iso-8859-2") : RawMail.Charset(label);
        label = label.Split(':')[0];

        var mail = RawMail.WithBody($"Content-Type: text/plain; charset=\"{label}\"", encoding.GetBytes(text));

        Assert.Equal(text, mail.Text);
    }

    [Theory]
    [InlineData("utf-8", Romanian)]
    [InlineData("windows-1250", RomanianCedilla)]
    [InlineData("windows-1250", Polish)]
    [InlineData("iso-8859-2", Polish)]
    [InlineData("windows-1250", Hungarian)]
    [InlineData("windows-1251", Russian)]
    [InlineData("koi8-r", Russian)]
    [InlineData("windows-1252", German)]
    public void Body_without_a_charset_is_guessed(string real, string text)
    {
        var mail = RawMail.WithBody("X-Nothing: 1", RawMail.Charset(real).GetBytes(text));

        Assert.Equal(text, mail.Text);
        Assert.Contains(mail.Defects, defect => defect.What.Contains("read as", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("iso-8859-1", "windows-1251", Russian)]
    [InlineData("iso-8859-1", "windows-1250", RomanianCedilla)]
    [InlineData("windows-1252", "utf-8", Polish)]
    [InlineData("utf-8", "windows-1250", Polish)]
    [InlineData("utf-8", "koi8-r", Russian)]
    [InlineData("us-ascii", "windows-1251", Russian)]
    [InlineData("x-unknown", "iso-8859-2", Polish)]
    [InlineData("iso-8859-1", "windows-1252", German)]
    [InlineData("iso-8859-2", "windows-1250", "„Zażółć” – gęślą jaźń, ślub")]
    public void Wrong_label_is_seen_through(string label, string real, string text)
    {
        var mail = RawMail.WithBody($"Content-Type: text/plain; charset={label}", RawMail.Charset(real).GetBytes(text));

        Assert.Equal(text, mail.Text);
        Assert.NotEmpty(mail.Defects);
    }

    [Theory]
    [InlineData("ro", "Bunã", "Bună")]
    [InlineData("fr", "naïve œuvre à Nîmes", "naïve œuvre à Nîmes")]
    public void Declared_language_helps_a_short_text(string language, string latin, string expected)
    {
        var mail = RawMail.WithBody($"Content-Language: {language}", RawMail.Charset("windows-1252").GetBytes(latin));

        Assert.Equal(expected, mail.Text);
    }

    [Fact]
    public void Cut_utf8_keeps_its_good_letters()
    {
        byte[] cut = [.. Encoding.UTF8.GetBytes(Polish), 0xC5];

        var mail = RawMail.WithBody("Content-Type: text/plain; charset=utf-8", cut);

        Assert.StartsWith(Polish, mail.Text, StringComparison.Ordinal);
        Assert.Contains(mail.Defects, defect => defect.What.Contains("damaged", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_letter_of_iso_8859_16_makes_the_round_trip()
    {
        var latin10 = RawMail.Charset("latin10");
        var bytes = Enumerable.Range(0, 256).Select(value => (byte)value).ToArray();

        Assert.Equal(bytes, latin10.GetBytes(latin10.GetString(bytes)));
        Assert.Equal("ȘșȚțĂăÂâÎî€", latin10.GetString([0xAA, 0xBA, 0xDE, 0xFE, 0xC3, 0xE3, 0xC2, 0xE2, 0xCE, 0xEE, 0xA4]));
    }
}
