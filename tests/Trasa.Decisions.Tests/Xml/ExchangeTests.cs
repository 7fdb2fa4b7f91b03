using System.Xml.Linq;
using Trasa.Decisions.Graph;
using Trasa.Decisions.Xml;

namespace Trasa.Decisions.Tests.Xml;

/// <summary>A file that came from elsewhere goes out as it came: nothing that somebody wrote is lost on the way.</summary>
public sealed class ExchangeTests
{
    [Theory]
    [InlineData(WholeModel.Dmn13, "1.3")]
    [InlineData(WholeModel.Dmn15, "1.5")]
    public void Every_element_and_every_text_comes_out_again(string text, string version)
    {
        var reading = DmnReader.Read(text);
        var written = DmnWriter.Write(reading.Definitions!);

        Assert.Empty(reading.Problems);
        Assert.Equal(Pieces(text), Pieces(written));
        Assert.Equal(version, DmnReader.Read(written).Version);
        Assert.Equal(written, DmnWriter.Write(DmnReader.Read(written).Definitions!));
    }

    [Fact]
    public void Boxes_run_as_read_and_as_written_again()
    {
        var definitions = DmnReader.Read(WholeModel.Dmn15).Definitions!;

        foreach (var model in new[] { definitions, DmnReader.Read(DmnWriter.Write(definitions)).Definitions! })
        {
            var decision = DecisionModel.Compile(model).Find("Boxes")!;

            Assert.Equal(70m, decision.Evaluate(new Dictionary<string, object?> { ["amounts"] = new[] { 15m, 20m, 3m } }).Value);
            Assert.NotEmpty(decision.Evaluate(new Dictionary<string, object?> { ["amounts"] = new[] { 1m, 2m, 3m, 4m } }).Diagnostics);
        }
    }

    [Fact]
    public void Columns_of_a_relation_have_types_that_count()
    {
        var definitions = DmnReader.Read(WholeModel.Dmn13.Replace("<text>5</text>", "<text>\"five\"</text>", StringComparison.Ordinal)).Definitions! with { Imports = [] };

        var outcome = DecisionModel.Compile(definitions).Find("Offer")!.Evaluate(new Dictionary<string, object?> { ["priority"] = "high" });

        Assert.Null(outcome.Value);
        Assert.NotEmpty(outcome.Diagnostics);
    }

    /// <summary>Elements and texts in the order of the alphabet, without the drawing; ids of requirements and cells are ours to give.</summary>
    private static string[] Pieces(string xml) =>
    [
        .. from element in XDocument.Parse(xml).Descendants()
           where element.Name.NamespaceName.EndsWith("/MODEL/", StringComparison.Ordinal)
           let attributes = element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration && (attribute.Name != "id" || !IsOurs(element)))
               .Select(attribute => $"{attribute.Name}={attribute.Value}").Order(StringComparer.Ordinal)
           let piece = $"{element.Name.LocalName} {string.Join(' ', attributes)} {(element.HasElements ? "" : element.Value)}"
           orderby piece
           select piece,
    ];

    private static bool IsOurs(XElement element) =>
        element.Name.LocalName.EndsWith("Requirement", StringComparison.Ordinal) || element.Name.LocalName is "inputEntry" or "outputEntry";
}
