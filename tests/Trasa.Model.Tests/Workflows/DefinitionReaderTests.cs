using System.Text.Json.Nodes;
using Trasa.Model.Workflows;

namespace Trasa.Model.Tests.Workflows;

public sealed class DefinitionReaderTests
{
    private const string Flowchart = """
        {"definitionId":"d","root":{"id":"flow","type":"Elsa.Flowchart","activities":[{"id":"a","type":"Elsa.Start"},{"id":"b","type":"Elsa.End"}],"connections":CONNECTIONS}}
        """;

    [Theory]
    [InlineData("""[{"source":{"activity":"a","port":"Done"},"target":{"activity":"b","port":"In"},"vertices":[{"x":1,"y":2}]}]""")]
    [InlineData("""[{"source":{"activity":"a","port":"Done"},"target":{"activity":"b","port":"In"}}]""")]
    [InlineData("""[{"source":"a","sourcePort":"Done","target":"b","targetPort":"In"}]""")]
    [InlineData("""{"$values":[{"source":{"activity":"a"},"target":{"activity":"b"}}]}""")]
    [InlineData("""{"source":{"activity":"a","port":null},"target":{"activity":"b"}}""")]
    public void Every_shape_of_a_connection_is_read(string connections)
    {
        var definition = Read(Flowchart.Replace("CONNECTIONS", connections, StringComparison.Ordinal));

        var connection = Assert.Single(definition.Root!.Connections);
        Assert.Equal(("a", "Done", "b"), (connection.SourceId, connection.SourcePort, connection.TargetId));
    }

    [Fact]
    public void Saving_keeps_what_nobody_here_knows()
    {
        const string text = """{"definitionId":"d","future":{"a":[1.50,null,"é"]},"root":{"id":"x","type":"Acme.Custom","secret":{"typeName":"String","expression":{"type":"Python","value":"1"}},"body":{"id":"y","type":"Acme.Inner"}}}""";

        var saved = Read(text).ToText();

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(text), JsonNode.Parse(saved)));
        Assert.Contains("1.50", saved);
    }

    [Fact]
    public void Activities_are_found_in_containers_slots_branches_and_cases()
    {
        var definition = Read("""
            {"root":{"id":"r","type":"Elsa.Sequence","activities":[
              {"id":"if","type":"Elsa.If","condition":{"typeName":"Boolean","expression":{"type":"Literal","value":true}},"then":{"id":"then","type":"X"},"else":null},
              {"id":"fork","type":"Elsa.Fork","branches":[{"id":"b1","type":"X"},{"id":"b2","type":"X"}]},
              {"id":"switch","type":"Elsa.Switch","cases":[{"label":"One","condition":{"type":"JavaScript","value":"true"},"activity":{"id":"c1","type":"X"}}],"default":{"id":"other","type":"X"}},
              {"id":"set","type":"Elsa.SetVariable","variable":{"id":"v","name":"V","typeName":"Int32"}}]}}
            """);

        Assert.Equal("r if then fork b1 b2 switch c1 other set", string.Join(' ', definition.AllActivities().Select(placed => placed.Node.Id)));
        Assert.Equal("/root/activities/2/cases/0/activity", definition.AllActivities().Single(placed => placed.Node.Id == "c1").Place);
    }

    [Theory]
    [InlineData("""{"typeName":"String","expression":{"type":"Literal","value":"x"},"memoryReference":{"id":"a:input"}}""", "Literal", "x")]
    [InlineData("""{"typeName":"String","expression":{"type":"JavaScript","value":"1+1"}}""", "JavaScript", "1+1")]
    [InlineData("""{"typeName":"String","expression":{"type":"Literal"}}""", "Literal", "")]
    [InlineData("\"bare\"", "Literal", "bare")]
    [InlineData("5", "Literal", "5")]
    [InlineData("""{"typeName":"String","memoryReference":{"id":"var1"}}""", "Variable", """{"id":"var1"}""")]
    public void Every_shape_of_an_input_is_read(string json, string type, string text)
    {
        var source = ExpressionSource.Read(JsonNode.Parse(json))!;

        Assert.Equal((type, text), (source.Type, source.Text));
    }

    [Theory]
    [InlineData("", "WF002")]
    [InlineData("{\"a\":", "WF002")]
    [InlineData("[1]", "WF003")]
    [InlineData("null", "WF003")]
    [InlineData("{}", "WF004")]
    public void Hostile_text_is_answered_with_a_problem(string text, string code)
    {
        var reading = DefinitionReader.Read(text);

        Assert.Null(reading.Definition);
        Assert.Equal(code, reading.Problems[0].Code);
    }

    [Theory]
    [InlineData("{\"root\":null}")]
    [InlineData("{\"root\":{}}")]
    [InlineData("{\"definitionId\":\"x\"}")]
    public void Definition_that_is_only_begun_can_be_opened_but_says_what_is_missing(string text)
    {
        var reading = DefinitionReader.Read(text);

        Assert.NotNull(reading.Definition);
        Assert.Equal("WF004", reading.Problems[0].Code);
    }

    [Fact]
    public void Of_a_member_that_is_written_twice_the_last_one_counts()
    {
        var definition = Read("""{"name":"old","root":{"id":"a","type":"X","id":"b"},"name":"new"}""");

        Assert.Equal(("new", "b"), (definition.Name, definition.Root!.Id));
    }

    [Fact]
    public void Nesting_without_end_is_refused()
    {
        var text = string.Concat(Enumerable.Repeat("{\"root\":", 100_000));

        Assert.Equal("WF002", DefinitionReader.Read(text).Problems[0].Code);
    }

    [Theory]
    [InlineData(10, 100, "Size")]
    [InlineData(100_000, 2, "Activities")]
    public void Refusal_names_the_limit(int size, int activities, string limit)
    {
        var text = Flowchart.Replace("CONNECTIONS", "[]", StringComparison.Ordinal);

        var reading = DefinitionReader.Read(text, new DefinitionLimits { Size = size, Activities = activities });

        Assert.Contains(limit, reading.Problems[0].Message);
    }

    [Fact]
    public void Byte_order_mark_comments_and_trailing_commas_are_tolerated()
    {
        Assert.Equal("r", Read("\uFEFF{ /* old */ \"root\": {\"id\":\"r\",\"type\":\"X\",}, }").Root!.Id);
    }

    [Fact]
    public void Position_on_the_canvas_can_be_read_and_changed()
    {
        var node = Read("""{"root":{"id":"r","type":"X","metadata":{"designer":{"position":{"x":40.5,"y":-3},"size":{"width":1,"height":2}}}}}""").Root!;
        Assert.Equal((40.5, -3), node.Position);

        node.Position = (1, 2);

        Assert.Equal((1, 2), node.Position);
        Assert.NotNull(node.Json["metadata"]!["designer"]!["size"]);
    }

    private static WorkflowDefinition Read(string text) => DefinitionReader.Read(text).Definition!;
}
