using System.Globalization;
using System.Resources;

namespace Trasa.Crm.Timeline;

/// <summary>The sentences, from <c>TimelineTexts.resx</c> and its translations.</summary>
internal static class TimelineTexts
{
    private static readonly ResourceManager s_texts = new("Trasa.Crm.Timeline.TimelineTexts", typeof(TimelineTexts).Assembly);

    public static string Say(string key, params object?[] values) => string.Format(CultureInfo.CurrentCulture, Word(key), values);

    public static string Word(string key) =>
        s_texts.GetString(key, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException($"TimelineTexts has no text '{key}'.");
}
