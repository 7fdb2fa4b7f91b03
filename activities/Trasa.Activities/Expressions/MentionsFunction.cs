using System.Runtime.CompilerServices;
using Trasa.Feel.Functions;
using Trasa.Feel.Values;

namespace Trasa.Activities.Expressions;

/// <summary>
/// <c>mentions(text, phrases)</c>: whether the text holds one of the phrases. Case and diacritics do not count, and a
/// phrase is found where a word begins, so that <c>factur</c> finds <c>Facturi</c> but <c>down</c> does not find
/// <c>rundown</c>. White space in the text counts as one blank. <c>vat$</c> is found only where the word ends as well, not
/// in <c>Vatra</c>; <c>=pană</c> only with these diacritics, not in <c>până</c>.
/// </summary>
public static class MentionsFunction
{
    public const string Signature = "mentions(text: string, phrases: list): boolean";

    private const string Help =
        """
        Whatever case and diacritics, where a word begins: "factur" finds Facturi.
        "vat$" is found only where the word ends too, "=pană" only with these diacritics.
        """;

    // The lists of a table are constants, the same objects in every evaluation.
    private static readonly ConditionalWeakTable<object, SoughtPhrase[]> Sought = [];

    // The rows of a table ask about one text, one after the other.
    [ThreadStatic]
    private static SearchedText? _last;

    public static FeelFunctions AddTo(FeelFunctions functions) => functions.With(Signature, (_, arguments) =>
    {
        var phrases = arguments[1].List;
        var sought = Sought.GetValue(phrases, _ => SoughtPhrase.Read(phrases.Where(phrase => phrase.Kind == FeelKind.String).Select(phrase => phrase.Text)));
        var text = arguments[0].Text;
        if (_last is null || !ReferenceEquals(_last.Text, text)) _last = new(text);
        return FeelValue.Of(Array.Exists(sought, _last.Holds));
    }, Help);

    /// <summary>The test itself.</summary>
    public static bool Holds(string text, IEnumerable<string> phrases) => Array.Exists(SoughtPhrase.Read(phrases), new SearchedText(text).Holds);
}
