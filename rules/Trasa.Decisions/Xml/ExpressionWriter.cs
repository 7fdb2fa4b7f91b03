using System.Xml.Linq;
using Trasa.Decisions.Model;

namespace Trasa.Decisions.Xml;

/// <summary>Writes decision logic.</summary>
internal sealed class ExpressionWriter(ElementWriter write)
{
    public XElement? Write(DmnExpression? expression)
    {
        var element = expression switch
        {
            null => null,
            LiteralExpression literal => write.Cell("literalExpression", literal.Text),
            DecisionTable table => Table(table),
            BoxedContext context => write.Element("context", context.Entries.Select(Entry)),
            Relation relation => write.Element("relation", relation.Columns.Select(column => write.Variable("column", column)),
                relation.Rows.Select(row => write.Element("row", row.Select(Write)))),
            BoxedList list => write.Element("list", list.Items.Select(Write)),
            Invocation invocation => write.Element("invocation", Write(invocation.Callee),
                invocation.Bindings.Select(binding => write.Element("binding", write.Variable("parameter", binding.Parameter), Write(binding.Value)))),
            FunctionDefinition function => Function("functionDefinition", function),
            Conditional conditional => write.Element("conditional", write.Element("if", Write(conditional.If)), write.Element("then", Write(conditional.Then)), write.Element("else", Write(conditional.Else))),
            BoxedFilter filter => write.Element("filter", write.Element("in", Write(filter.In)), write.Element("match", Write(filter.Match))),
            BoxedLoop loop => Loop(loop),
            _ => throw new InvalidOperationException($"{expression.GetType().Name} is logic that the writer does not know; teach it here."),
        };
        if (element is not null && expression is not FunctionDefinition) AddCommon(element, expression!);
        return element;
    }

    public XElement Function(string name, FunctionDefinition function)
    {
        var element = write.Element(name,
            function.Kind == "FEEL" ? null : new XAttribute("kind", function.Kind),
            function.Parameters.Select(parameter => write.Variable("formalParameter", parameter)),
            Write(function.Body));
        AddCommon(element, function);
        return element;
    }

    private static void AddCommon(XElement element, DmnExpression expression)
    {
        if (expression.Id is not null) element.SetAttributeValue("id", expression.Id);
        if (expression.TypeRef is not null) element.SetAttributeValue("typeRef", expression.TypeRef);
    }

    private XElement Entry(BoxedEntry entry) =>
        write.Element("contextEntry", entry.Variable is null ? null : write.Variable("variable", entry.Variable), Write(entry.Value));

    private XElement Loop(BoxedLoop loop)
    {
        var (name, body) = loop.Kind switch
        {
            LoopKind.For => ("for", "return"),
            LoopKind.Some => ("some", "satisfies"),
            LoopKind.Every => ("every", "satisfies"),
        };
        return write.Element(name, new XAttribute("iteratorVariable", loop.VariableName), write.Element("in", Write(loop.In)), write.Element(body, Write(loop.Body)));
    }

    private XElement Table(DecisionTable table) => write.Element(
        "decisionTable",
        new XAttribute("hitPolicy", PolicyName(table.HitPolicy)),
        table.Aggregation == Aggregation.None ? null : new XAttribute("aggregation", table.Aggregation.ToString().ToUpperInvariant()),
        ElementWriter.Attribute("outputLabel", table.OutputLabel),
        table.Inputs.Select(input => write.Element("input", ElementWriter.Attribute("id", input.Id), ElementWriter.Attribute("label", input.Label),
            write.Cell("inputExpression", input.Expression, ElementWriter.Attribute("typeRef", input.TypeRef)), write.Text("inputValues", input.AllowedValues))),
        table.Outputs.Select(output => write.Element("output", ElementWriter.Attribute("id", output.Id), ElementWriter.Attribute("name", output.Name),
            ElementWriter.Attribute("label", output.Label), ElementWriter.Attribute("typeRef", output.TypeRef),
            write.Text("outputValues", output.AllowedValues), write.Text("defaultOutputEntry", output.Default))),
        table.Annotations.Select(annotation => write.Element("annotation", new XAttribute("name", annotation))),
        table.Rules.Select(Rule));

    private XElement Rule(TableRule rule) => write.Element(
        "rule",
        new XAttribute("id", rule.Id),
        write.Optional("description", rule.Description),
        rule.Inputs.Select((text, column) => write.Cell("inputEntry", text, new XAttribute("id", $"{rule.Id}_in{column + 1}"))),
        rule.Outputs.Select((text, column) => write.Cell("outputEntry", text, new XAttribute("id", $"{rule.Id}_out{column + 1}"))),
        rule.Annotations.Select(text => write.Cell("annotationEntry", text)));

    internal static string PolicyName(HitPolicy policy) => policy switch
    {
        HitPolicy.Unique => "UNIQUE",
        HitPolicy.Any => "ANY",
        HitPolicy.Priority => "PRIORITY",
        HitPolicy.First => "FIRST",
        HitPolicy.RuleOrder => "RULE ORDER",
        HitPolicy.OutputOrder => "OUTPUT ORDER",
        HitPolicy.Collect => "COLLECT",
    };
}
