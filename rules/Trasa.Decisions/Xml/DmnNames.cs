namespace Trasa.Decisions.Xml;

/// <summary>The namespaces of the DMN versions.</summary>
internal static class DmnNames
{
    public const string Dmn11 = "http://www.omg.org/spec/DMN/20151101/dmn.xsd";
    public const string Dmn12 = "http://www.omg.org/spec/DMN/20180521/MODEL/";
    public const string Dmn13 = "https://www.omg.org/spec/DMN/20191111/MODEL/";
    public const string Dmn14 = "https://www.omg.org/spec/DMN/20211108/MODEL/";
    public const string Dmn15 = "https://www.omg.org/spec/DMN/20230324/MODEL/";

    public const string DiagramDmn13 = "https://www.omg.org/spec/DMN/20191111/DMNDI/";
    public const string DiagramDmn15 = "https://www.omg.org/spec/DMN/20230324/DMNDI/";
    public const string DiagramShapes = "http://www.omg.org/spec/DMN/20180521/DC/";
    public const string DiagramLines = "http://www.omg.org/spec/DMN/20180521/DI/";

    /// <summary>Whether an expression language is FEEL: nothing is said, one of its addresses, or its name, as other editors write it.</summary>
    public static bool IsFeel(string? language) =>
        string.IsNullOrWhiteSpace(language) || FeelLanguages.Contains(language.Trim().TrimEnd('/').Replace("http://", "https://", StringComparison.OrdinalIgnoreCase));

    private static readonly HashSet<string> FeelLanguages = new(StringComparer.OrdinalIgnoreCase)
    {
        "feel", "s-feel",
        "https://www.omg.org/spec/FEEL/20140401", "https://www.omg.org/spec/DMN/20151101/FEEL", "https://www.omg.org/spec/DMN/20180521/FEEL",
        "https://www.omg.org/spec/DMN/20191111/FEEL", "https://www.omg.org/spec/DMN/20211108/FEEL", "https://www.omg.org/spec/DMN/20230324/FEEL",
        "https://www.omg.org/spec/DMN/20240513/FEEL",
    };

    public static readonly IReadOnlyDictionary<string, string> Versions = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [Dmn11] = "1.1", ["http://www.omg.org/spec/DMN/20151130"] = "1.1", [Dmn12] = "1.2", [Dmn13] = "1.3", [Dmn14] = "1.4", [Dmn15] = "1.5",
        ["https://www.omg.org/spec/DMN/20240513/MODEL/"] = "1.6",
    };
}
