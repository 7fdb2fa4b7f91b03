using System.Globalization;
using System.Resources;

namespace Trasa.Crm.Timeline;

/// <summary>The sentences, from <c>TimelineTexts.resx</c> and its translations.</summary>
internal static class TimelineTexts
{
    private static readonly ResourceManager s_texts = new("Trasa.Crm.Timeline.TimelineTexts", typeof(TimelineTexts).Assembly);

    public static string Say(string key, params object?[] values)
    {
        var sentence = Word(key);
        var said = string.Format(CultureInfo.CurrentCulture, sentence, values);
        // A value that ends its own sentence needs no second full stop.
        return sentence.EndsWith("}.", StringComparison.Ordinal) && said is [.., '.' or '!' or '?' or '…', '.'] ? said[..^1] : said;
    }

    public static string Word(string key) =>
        s_texts.GetString(key, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException($"TimelineTexts has no text '{key}'.");
}
