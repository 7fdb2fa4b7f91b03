using System.Text;
using Trasa.Decisions.Model;
using Trasa.Decisions.Spreadsheets;
using Trasa.Decisions.Tests.Tables;
using Trasa.Decisions.Xml;

namespace Trasa.Decisions.Tests.Spreadsheets;

public sealed class TableWorkbookTests
{
    private static DecisionTable Sample()
    {
        var table = TableText.Table(HitPolicy.First, ["kind", "amount"], ["team", "score"], "\"a\", \"b\"; > 10 | \"first\"; 1", "-; - | \"second\"; 2");
        return table with
        {
            Inputs = [table.Inputs[0] with { Id = "input1", Label = "Kind", TypeRef = "string", AllowedValues = "\"a\", \"b\", \"c\"" }, table.Inputs[1] with { Id = "input2", TypeRef = "number" }],
            Outputs = [table.Outputs[0] with { Id = "output1", TypeRef = "string", Default = "\"none\"" }, table.Outputs[1] with { Id = "output2" }],
            Annotations = ["Why"],
            Rules = [table.Rules[0] with { Annotations = ["by contract"], Description = "important" }, table.Rules[1] with { Annotations = [""] }],
        };
    }

    [Fact]
    public void Table_comes_back_as_it_went_out()
    {
        using var stream = new MemoryStream();
        TableWorkbook.Write(stream, "Routing", Sample());
        stream.Position = 0;

        var reading = TableWorkbook.Read(stream);

        Assert.Empty(reading.Problems);
        Assert.Equal("Routing", reading.Name);
        Assert.Equal(DmnWriter.Write(TableText.Definitions(Sample())), DmnWriter.Write(TableText.Definitions(reading.Table!)));
    }

    [Fact]
    public void New_and_copied_lines_get_ids_and_plain_words_get_quotes()
    {
        var lines = TableSheet.Lines("Routing", Sample()).ToList();
        lines.Add(["r1", "a, b", "5", "third", "3", "", ""]);
        lines.Add(["", "", "", "fourth", "4", "", ""]);

        var rules = new SheetParser(lines).Parse().Table!.Rules;

        Assert.Equal(["r1", "r2", "rule-3", "rule-4"], rules.Select(rule => rule.Id));
        Assert.Equal(["\"a\", \"b\"", "5"], rules[2].Inputs);
        Assert.Equal(["-", "-"], rules[3].Inputs);
        Assert.Equal("\"fourth\"", rules[3].Outputs[0]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no workbook")]
    public void What_is_no_workbook_is_a_problem(string content)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(content));

        Assert.Single(TableWorkbook.Read(stream).Problems);
    }
}
