using System.Globalization;
using System.Xml.Linq;
using Trasa.Decisions.Model;

namespace Trasa.Decisions.Xml;

/// <summary>Reads decision tables; a row without an id gets one from its position, and keeps it from then on.</summary>
internal sealed class TableReader(XNamespace dmn, List<DmnProblem> problems) : ElementReader(dmn, problems)
{
    public DecisionTable Read(XElement element)
    {
        var inputs = Children(element, "input").Select(ReadInput).ToArray();
        var outputs = Children(element, "output").Select(ReadOutput).ToArray();
        var table = new DecisionTable
        {
            HitPolicy = ReadPolicy(element),
            Aggregation = ReadAggregation(element),
            OutputLabel = Optional(element, "outputLabel"),
            Inputs = inputs,
            Outputs = outputs,
            Annotations = [.. Children(element, "annotation").Select(annotation => Attribute(annotation, "name"))],
            Rules = [.. Children(element, "rule").Select((rule, index) => ReadRule(rule, index, inputs.Length, outputs.Length))],
        };
        foreach (var twice in table.Rules.GroupBy(rule => rule.Id).Where(group => group.Count() > 1))
            Report("DMN-004", element, twice.Key, "Two rules have this id.");
        if (outputs.Length == 0) Report("DMN-005", element, "", "The table has no output.");
        if (inputs.Length == 0) Report("DMN-008", element, "", "The table has no input: its rules have nothing to test. Add an input, or write the result as an expression.");
        return table;
    }

    private TableInput ReadInput(XElement element, int index)
    {
        var expression = Child(element, "inputExpression");
        return new TableInput(Optional(element, "id") ?? Numbered("input", index), Optional(element, "label"), (Text(expression) ?? Attribute(element, "label")).Trim())
        {
            TypeRef = expression is null ? null : TypeRef(expression),
            AllowedValues = Text(Child(element, "inputValues")),
            Place = PlaceOf(element),
        };
    }

    private TableOutput ReadOutput(XElement element, int index) => new(Optional(element, "id") ?? Numbered("output", index), Optional(element, "name"))
    {
        Label = Optional(element, "label"),
        TypeRef = TypeRef(element),
        AllowedValues = Text(Child(element, "outputValues")),
        Default = Text(Child(element, "defaultOutputEntry")),
        Place = PlaceOf(element),
    };

    private TableRule ReadRule(XElement element, int index, int inputs, int outputs)
    {
        var inputCells = Cells(element, "inputEntry");
        var outputCells = Cells(element, "outputEntry");
        var rule = new TableRule(Optional(element, "id") ?? Numbered("rule", index), Padded(inputCells, inputs, "-"), Padded(outputCells, outputs, ""))
        {
            Description = Description(element),
            Annotations = [.. Cells(element, "annotationEntry").Select(text => text.Trim())],
            Place = PlaceOf(element),
        };
        if (inputCells.Length != inputs || outputCells.Length != outputs)
            Report("DMN-006", element, rule.Id, $"The rule has {inputCells.Length} input and {outputCells.Length} output cells, the table {inputs} and {outputs} columns.");
        return rule;
    }

    private string[] Cells(XElement rule, string name) => [.. Children(rule, name).Select(cell => Text(cell) ?? "")];

    private static string[] Padded(string[] cells, int count, string missing) =>
        cells.Length >= count ? cells[..count] : [.. cells, .. Enumerable.Repeat(missing, count - cells.Length)];

    private static string Numbered(string kind, int index) => kind + (index + 1).ToString(CultureInfo.InvariantCulture);

    private HitPolicy ReadPolicy(XElement element)
    {
        var text = Attribute(element, "hitPolicy");
        HitPolicy? policy = text switch
        {
            "" or "UNIQUE" => HitPolicy.Unique,
            "ANY" => HitPolicy.Any,
            "PRIORITY" => HitPolicy.Priority,
            "FIRST" => HitPolicy.First,
            "RULE ORDER" => HitPolicy.RuleOrder,
            "OUTPUT ORDER" => HitPolicy.OutputOrder,
            "COLLECT" => HitPolicy.Collect,
            _ => null,
        };
        if (policy is null) Report("DMN-007", element, "", $"There is no hit policy {text}.");
        return policy ?? HitPolicy.Unique;
    }

    private Aggregation ReadAggregation(XElement element)
    {
        var text = Attribute(element, "aggregation");
        Aggregation? aggregation = text switch
        {
            "" => Aggregation.None,
            "SUM" => Aggregation.Sum,
            "MIN" => Aggregation.Min,
            "MAX" => Aggregation.Max,
            "COUNT" => Aggregation.Count,
            _ => null,
        };
        if (aggregation is null) Report("DMN-007", element, "", $"There is no aggregation {text}.");
        return aggregation ?? Aggregation.None;
    }
}
