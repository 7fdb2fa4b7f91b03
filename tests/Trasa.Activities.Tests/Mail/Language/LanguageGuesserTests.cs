using Trasa.Activities.Mail.Language;

namespace Trasa.Activities.Tests.Mail.Language;

/// <summary>None of these sentences is part of the text that the profiles are made of.</summary>
public sealed class LanguageGuesserTests
{
    [Theory]
    [InlineData("en", "The trucks disappeared from the screen at nine and our dispatchers are blind.")]
    [InlineData("en", "Invoice 4471 was charged twice, kindly refund one of them.")]
    [InlineData("en", "How do I add a second driver?")]
    [InlineData("en", "Password reset email never arrives")]
    [InlineData("ro", "Buna ziua, nu functioneaza")]
    [InlineData("ro", "Portalul dă eroare la descărcarea rapoartelor lunare.")]
    [InlineData("ro", "Va rog sa verificati cardul de combustibil, a fost respins la benzinarie.")]
    [InlineData("ro", "Am primit factura gresita, suma nu corespunde cu contractul")]
    [InlineData("ro", "Cum pot adăuga un șofer nou în aplicație?")]
    [InlineData("pl", "Nie dziala logowanie do portalu, prosze o pilna pomoc")]
    [InlineData("pl", "Reklamacja: towar przyjechał mokry i nie nadaje się do sprzedaży.")]
    [InlineData("pl", "Skąd mogę pobrać korektę faktury VAT?")]
    [InlineData("pl", "Karta paliwowa zostala odrzucona na stacji")]
    [InlineData("ru", "Топливная карта не принимается на заправке, водитель стоит на трассе.")]
    [InlineData("ru", "Прошу выслать акт сверки за третий квартал")]
    [InlineData("ru", "Не приходит письмо для сброса пароля")]
    [InlineData("hu", "A jelszó visszaállító levél nem érkezik meg.")]
    [InlineData("hu", "Nem mukodik a bejelentkezes a portalon, kerem segitsenek")]
    [InlineData("hu", "Hogyan tudok új sofőrt hozzáadni a rendszerhez?")]
    [InlineData("hu", "Rossz összeg szerepel a számlán, kérem javítsák")]
    public void Language_of_an_unseen_sentence_is_guessed(string code, string text)
    {
        var guess = LanguageGuesser.Guess(text);

        Assert.Equal(code, guess.Code);
        Assert.InRange(guess.Confidence, 0.6, 1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345 -- 67 https://trasa.example/x ana@x.example")]
    [InlineData("Привіт, у нас не працює система і її треба полагодити")]
    [InlineData("Το σύστημα δεν λειτουργεί")]
    [InlineData("システムが動きません")]
    [InlineData("? ok")]
    [InlineData("Thanks!")]
    [InlineData("Mulțumesc frumos")]
    [InlineData("ok, da, no, mi, a")]
    public void Text_in_none_of_the_five_is_unknown(string text)
    {
        Assert.False(LanguageGuesser.Guess(text).IsKnown);
    }

    [Fact]
    public void Longer_text_is_more_certain()
    {
        var one = LanguageGuesser.Guess("salut masina");
        var more = LanguageGuesser.Guess("salut masina noastra nu mai apare pe harta de ieri dupa pranz");

        Assert.Equal("ro", more.Code);
        Assert.True(more.Confidence >= one.Confidence);
    }
}
