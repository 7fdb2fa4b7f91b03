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

    public static readonly IReadOnlyDictionary<string, string> Versions = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [Dmn11] = "1.1", ["http://www.omg.org/spec/DMN/20151130"] = "1.1", [Dmn12] = "1.2", [Dmn13] = "1.3", [Dmn14] = "1.4", [Dmn15] = "1.5",
        ["https://www.omg.org/spec/DMN/20240513/MODEL/"] = "1.6",
    };
}
