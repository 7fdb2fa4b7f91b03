using System.Globalization;
using System.Xml.Linq;
using Trasa.Decisions.Model;
using Trasa.Decisions.Xml;

namespace Trasa.Decisions.Tests.Xml;

/// <summary>What editors need to show the graph of a written file.</summary>
public sealed class DiagramWriterTests
{
    private static readonly XNamespace Drawn = "https://www.omg.org/spec/DMN/20191111/DMNDI/";
    private static readonly XNamespace Shapes = "http://www.omg.org/spec/DMN/20180521/DC/";

    [Fact]
    public void Every_element_is_drawn_above_what_it_needs_and_every_requirement_is_a_line()
    {
        var root = Write(Chain("input", "first", "second"));

        var shapes = root.Descendants(Drawn + "DMNShape").ToDictionary(shape => shape.Attribute("dmnElementRef")!.Value, Top);
        Assert.True(shapes["second"] < shapes["first"] && shapes["first"] < shapes["input"]);
        var ids = root.Descendants().Attributes("id").Select(id => id.Value).ToArray();
        Assert.Equal(ids.Distinct(), ids);
        var lines = root.Descendants(Drawn + "DMNEdge").Select(edge => edge.Attribute("dmnElementRef")!.Value).ToArray();
        Assert.Equal(["first-needs-1", "second-needs-1"], lines);
        Assert.All(lines, line => Assert.Contains(line, ids));
    }

    [Fact]
    public void Long_chains_and_circles_are_written_too()
    {
        var longChain = Chain([.. Enumerable.Range(0, 30_000).Select(number => "d" + number.ToString(CultureInfo.InvariantCulture))]);
        var circle = longChain with { Decisions = [Decision("a", "b"), Decision("b", "a")], Inputs = [] };

        Assert.Equal(30_000, Write(longChain).Descendants(Drawn + "DMNShape").Count());
        Assert.Equal(2, Write(circle).Descendants(Drawn + "DMNEdge").Count());
    }

    [Fact]
    public void Reading_drops_the_drawing_and_keeps_the_model()
    {
        var chain = Chain("input", "first", "second");

        var again = DmnReader.Read(DmnWriter.Write(chain));

        Assert.Empty(again.Problems);
        Assert.Equal(DmnWriter.Write(chain), DmnWriter.Write(again.Definitions!));
    }

    private static XElement Write(Definitions definitions) => DmnWriter.ToXml(definitions).Root!;

    private static decimal Top(XElement shape) => (decimal)shape.Element(Shapes + "Bounds")!.Attribute("y")!;

    private static Definitions Chain(params string[] ids) => new()
    {
        Id = "m",
        Name = "Chain",
        Namespace = "urn:chain",
        Inputs = [new InputData(ids[0], ids[0], new Variable(ids[0]))],
        Decisions = [.. ids.Skip(1).Select((id, index) => index == 0 ? Decision(id, null, ids[0]) : Decision(id, ids[index]))],
    };

    private static DecisionElement Decision(string id, string? decision, string? input = null) => new(id, id, new Variable(id))
    {
        Requirements = new Requirements(input is null ? [] : [$"#{input}"], decision is null ? [] : [$"#{decision}"], []),
        Logic = new LiteralExpression("1"),
    };
}
