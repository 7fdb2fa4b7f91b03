using Trasa.Activities.Expressions;

namespace Trasa.Activities.Tests.Expressions;

public sealed class MentionsFunctionTests
{
    [Theory]
    [InlineData("Facturi neplătite", "factur", true)]
    [InlineData("A rundown of costs", "down", false)]
    [InlineData("NIE  DZIAŁA", "nie działa", true)]
    [InlineData("Недоступен сервер", "недоступ", true)]
    [InlineData("Vatra Dornei", "vat", true)]
    [InlineData("Vatra Dornei", "vat$", false)]
    [InlineData("The VAT, please.", "vat$", true)]
    [InlineData("Is VAT", "vat$", true)]
    [InlineData("buget", "bug$", false)]
    [InlineData("avem pană", "pana$", true)]
    [InlineData("avem pană", "=pană$", true)]
    [InlineData("până vineri", "pana$", true)]
    [InlineData("până vineri", "=pană$", false)]
    [InlineData("pana vineri", "=pană$", false)]
    [InlineData("soluţie", "=soluți", true)]
    [InlineData("anything", "$", false)]
    [InlineData("anything", "", false)]
    public void Phrase_is_found_where_a_word_begins_and_with_a_mark_only_where_it_ends_or_with_its_diacritics(string text, string phrase, bool found) =>
        Assert.Equal(found, MentionsFunction.Holds(text, [phrase]));

    [Fact]
    public void Decisions_ask_it_in_a_cell()
    {
        var options = AuthoredFeel.Options(TimeProvider.System);
        var asked = Trasa.Feel.FeelExpression.Compile("[mentions(text, [\"vat$\", \"bug$\"]), mentions(text, [\"vatr\"]), mentions(text, [\"=până\"])]", options: options);

        var answer = asked.Evaluate(new Dictionary<string, object?> { ["text"] = "Vatra Dornei, până vineri" });

        Assert.Equal([false, true, true], (IEnumerable<object?>)answer.Value!);
    }
}
