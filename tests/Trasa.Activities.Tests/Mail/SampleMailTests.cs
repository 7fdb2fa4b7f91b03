using System.Reflection;
using Trasa.Activities.Mail.Language;
using Trasa.Activities.Mail.Reading;
using Trasa.Activities.Mail.Threading;

namespace Trasa.Activities.Tests.Mail;

/// <summary>The messages of the sample organisation, as their raw bytes are in samples/organisation/mail.</summary>
public sealed class SampleMailTests
{
    private static readonly string Folder = Path.Combine(RepositoryRoot(), "samples", "organisation", "mail");

    private static ParsedMail Read(string start) =>
        RawMail.Read(File.ReadAllBytes(Assert.Single(Directory.GetFiles(Folder, start + "*.eml"))));

    [Theory]
    [InlineData("01", "anna.keller@nordwind.example", "en", "TrackBox down - no vehicles on the map", "503 Service Unavailable")]
    [InlineData("02", "mihai.ionescu@carpati.example", "ro", "Eroare la raportul de consum în TrackBox", "coloana „Litri” este goală")]
    [InlineData("03", "k.nowak@balticfoods.example", "pl", "Pytanie o fakturę FV/2026/10/118", "Proszę o wyjaśnienie różnicy")]
    [InlineData("04", "i.petrov@volgatrade.example", "ru", "Жалоба: карты доставлены с опозданием", "официальной претензией")]
    [InlineData("05", "i.petrov@volgatrade.example", "ru", "Не приходит письмо для сброса пароля PortalPlus", "в папке «Спам»")]
    [InlineData("06", "eszter.nagy@danube.example", "hu", "Hogyan tölthetek fel több terméket egyszerre a PortalPlusba?", "Excel sablon vagy leírás")]
    [InlineData("07", "ioana.marin@deltaprint.example", "ro", "Livrare incompletă - comanda 7741", "lipsesc trei cutii")]
    [InlineData("08", "k.nowak@balticfoods.example", "pl", "Odpowiedź automatyczna: Pytanie o fakturę FV/2026/10/118", "jestem na urlopie")]
    [InlineData("09", "anna.keller@nordwind.example", "en", "RE: TrackBox down - no vehicles on the map", "mobile app of the drivers")]
    [InlineData("10", "peter.doyle@freightline.example", "en", "Question about TrackBox for a fleet of 60 vans", "how can we get a trial?")]
    [InlineData("11", "eszter.nagy@danube.example", "en", "Invoice 2026-1184 was paid twice", "30 October € 480.00")]
    [InlineData("12", "anna.keller@nordwind.example", "en", "TrackBox down - no vehicles on the map", "same outage as on Monday")]
    [InlineData("13", "mihai.ionescu@carpati.example", "ro", "Cardul FleetCard este respins la toate benzinăriile din Constanţa", "Şoferul aşteaptă la pompă")]
    [InlineData("14", "ioana.marin@deltaprint.example", "ro", "Acces în PortalPlus pentru doi colegi", "Ștefan Țurcanu și Lăcrămioara Ene")]
    [InlineData("15", "k.nowak@balticfoods.example", "pl", "TrackBox - bledna temperatura w chlodni", "Alarmy przychodza co piec minut")]
    public void Sample_is_read_with_its_language(string file, string from, string language, string subject, string words)
    {
        var mail = Read(file);

        Assert.Equal(from, mail.From!.Address);
        Assert.Equal(subject, mail.Subject);
        Assert.Contains(words, mail.NewText, StringComparison.Ordinal);
        Assert.Equal(language, LanguageGuesser.Guess($"{mail.Subject}\n{mail.NewText}").Code);
        Assert.Equal("support@trasa.example", Assert.Single(mail.To).Address);
        Assert.Equal(file == "13", mail.Defects.Count > 0);
        Assert.Equal(file == "08", mail.IsAutoReply);
    }

    [Fact]
    public void Complaint_has_its_pdf()
    {
        var file = Assert.Single(Read("07").Attachments);

        Assert.Equal("aviz 7741 – mențiuni.pdf", file.Name);
        Assert.True(file.Content.AsSpan().StartsWith("%PDF-1.4"u8));
    }

    [Fact]
    public void Reply_and_later_mail_belong_to_the_first_one()
    {
        var (first, reply, later) = (Read("01"), Read("09"), Read("12"));

        Assert.Equal([first.MessageId!], reply.References);
        Assert.DoesNotContain("since 7:50", reply.NewText, StringComparison.Ordinal);
        Assert.Equal(SubjectChain.Normalise(first.Subject), SubjectChain.Normalise(later.Subject));
        Assert.Empty(later.References);
    }

    [Fact]
    public void Hidden_text_and_scripts_of_the_html_are_not_text()
    {
        var text = Read("11").Text;

        Assert.DoesNotContain("Preview", text, StringComparison.Ordinal);
        Assert.DoesNotContain("window.open", text, StringComparison.Ordinal);
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location)!);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Trasa.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("Trasa.slnx was not found above the tests; run them inside the repository.");
    }
}
