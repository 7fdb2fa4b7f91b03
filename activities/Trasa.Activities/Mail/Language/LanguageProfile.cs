namespace Trasa.Activities.Mail.Language;

/// <summary>What a language looks like, learned from the text compiled in: a page of ordinary mail, then a line of frequent words.</summary>
internal sealed class LanguageProfile
{
    /// <summary>How much a triple never seen counts against; about one in 3000.</summary>
    private const double Unseen = -8;

    /// <summary>Letters of one text depend on each other, so their evidence is worth less than their number.</summary>
    private const double Independence = 0.35;

    private readonly Dictionary<string, double> _triples;
    private readonly HashSet<string> _words;

    private LanguageProfile(string code, Dictionary<string, double> triples, HashSet<string> words) =>
        (Code, _triples, _words) = (code, triples, words);

    public string Code { get; }

    public static LanguageProfile Load(string code)
    {
        using var stream = typeof(LanguageProfile).Assembly.GetManifestResourceStream($"Mail.Language.{code}")
            ?? throw new InvalidOperationException($"Mail/Language/{code}.txt is not compiled into {typeof(LanguageProfile).Assembly.GetName().Name}; see the EmbeddedResource in the project file.");
        using var reader = new StreamReader(stream);
        var words = LanguageWords.Of(reader.ReadToEnd());
        var triples = words.SelectMany(Triples).ToList();
        var frequency = triples.GroupBy(triple => triple).ToDictionary(group => group.Key, group => Math.Log((double)group.Count() / triples.Count));
        return new LanguageProfile(code, frequency, [.. words.Select(LanguageWords.Fold)]);
    }

    /// <summary>The logarithm of how probable these words are, up to a constant.</summary>
    public double Score(IReadOnlyList<string> words)
    {
        var score = 0.0;
        foreach (var word in words)
        {
            foreach (var triple in Triples(word))
                score += Independence * _triples.GetValueOrDefault(triple, Unseen);
            if (_words.Contains(LanguageWords.Fold(word)))
                score += 2;
            score += OwnLetters(word);
        }
        return score;
    }

    /// <summary>Which share of the letter triples this language knows.</summary>
    public double Familiar(IReadOnlyList<string> words)
    {
        var triples = words.SelectMany(Triples).ToList();
        return triples.Count == 0 ? 0 : (double)triples.Count(_triples.ContainsKey) / triples.Count;
    }

    private static IEnumerable<string> Triples(string word)
    {
        var padded = $" {LanguageWords.Fold(word)} ";
        for (var i = 0; i + 3 <= padded.Length; i++)
            yield return padded.Substring(i, 3);
    }

    private double OwnLetters(string word) => word.AsSpan().ContainsAny(Letters(Code)) ? 3 : 0;

    private static ReadOnlySpan<char> Letters(string code) => code switch
    {
        "ro" => "ăâîșțşţ",
        "pl" => "ąćęłńśźż",
        "hu" => "őűöüáé",
        "ru" => "абвгдежзийклмнопрстуфхцчшщъыьэюяё",
        _ => [],
    };
}
