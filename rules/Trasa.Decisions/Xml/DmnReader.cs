using System.Xml;
using Trasa.Decisions.Model;

namespace Trasa.Decisions.Xml;

/// <summary>
/// Reads DMN 1.1 to 1.5 files. Files come from outside, so there are no document types, no references to other files, and
/// limits of size and depth; what cannot be read is a problem with its place, never an exception.
/// </summary>
public static class DmnReader
{
    /// <summary>Characters of a file. 50 million hold some 60,000 rules.</summary>
    public const long MaxCharacters = 50_000_000;

    private const int MaxDepth = 200;

    public static DmnReading Read(string xml)
    {
        using var reader = new StringReader(xml);
        return Read(reader);
    }

    public static DmnReading Read(Stream stream)
    {
        // The declaration inside the file decides its encoding, so the XML reader must see the bytes.
        using var xml = XmlReader.Create(stream, Settings());
        return Read(xml);
    }

    public static DmnReading Read(TextReader text)
    {
        using var xml = XmlReader.Create(text, Settings());
        return Read(xml);
    }

    private static XmlReaderSettings Settings() => new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MaxCharacters,
        MaxCharactersFromEntities = 1_000_000,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    private static DmnReading Read(XmlReader xml)
    {
        try
        {
            var root = PlacedXml.Load(xml, MaxDepth);
            if (root.Name.LocalName != "definitions" || !DmnNames.Versions.TryGetValue(root.Name.NamespaceName, out var version))
                return Failed(new DmnProblem("DMN-002", PlacedXml.PlaceOf(root), "", $"The file begins with {root.Name}, not with the definitions of a DMN version from 1.1 to 1.5."));
            var problems = new List<DmnProblem>();
            var definitions = new DefinitionsReader(root.Name.Namespace, problems).Read(root);
            return new DmnReading(definitions, version, problems);
        }
        catch (XmlException problem)
        {
            return Failed(new DmnProblem("DMN-001", new Place(problem.LineNumber, problem.LinePosition), "", problem.Message));
        }
        catch (IOException problem)
        {
            return Failed(new DmnProblem("DMN-001", default, "", problem.Message));
        }
    }

    private static DmnReading Failed(DmnProblem problem) => new(null, null, [problem]);
}
