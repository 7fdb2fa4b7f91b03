namespace Trasa.Host.Resources;

/// <summary>
/// Names the resource files of the screens. The English text is the key: <c>Texts.resx</c> lists all of them for
/// translators, <c>Texts.ro.resx</c> and its like hold the translations.
/// </summary>
public sealed class Texts;
