using Microsoft.Extensions.Localization;

namespace Trasa.Designer.Resources;

/// <summary>
/// Names the resource files of the canvas. The English text is the key: <c>DesignerTexts.resx</c> lists all of them for
/// translators, <c>DesignerTexts.ro.resx</c> and its like hold the translations.
/// </summary>
public sealed class DesignerTexts
{
    private DesignerTexts()
    {
    }

    /// <summary>All texts in the language of the person, for the script.</summary>
    internal static IReadOnlyDictionary<string, string> All(IStringLocalizer<DesignerTexts> localizer) =>
        localizer.GetAllStrings(includeParentCultures: true)
            .Where(text => text.Name != text.Value)
            .DistinctBy(text => text.Name)
            .ToDictionary(text => text.Name, text => text.Value);
}
