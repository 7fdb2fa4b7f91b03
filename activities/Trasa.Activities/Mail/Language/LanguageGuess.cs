namespace Trasa.Activities.Mail.Language;

/// <summary>In which language a text is probably written.</summary>
/// <param name="Code">en, ro, pl, ru or hu; "und" (ISO 639-2) when it cannot be told.</param>
/// <param name="Confidence">0 to 1; the share of this language against the other four.</param>
public readonly record struct LanguageGuess(string Code, double Confidence)
{
    public static LanguageGuess Unknown { get; } = new("und", 0);

    public bool IsKnown => Code != "und";
}
