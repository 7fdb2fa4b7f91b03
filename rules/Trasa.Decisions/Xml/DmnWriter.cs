using System.Text;
using System.Xml;
using System.Xml.Linq;
using Trasa.Decisions.Model;

namespace Trasa.Decisions.Xml;

/// <summary>
/// Writes DMN files: as DMN 1.3, which every editor opens, unless the content needs 1.5 (boxed conditionals, filters, loops,
/// type constraints). What was read is written back; the diagram is laid out anew.
/// </summary>
public static class DmnWriter
{
    public static string Write(Definitions definitions)
    {
        var text = new StringBuilder();
        var settings = new XmlWriterSettings { Indent = true, IndentChars = "  ", NewLineChars = "\n", Encoding = new UTF8Encoding(false), OmitXmlDeclaration = true };
        using (var writer = XmlWriter.Create(text, settings)) ToXml(definitions).Save(writer);
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + text + "\n";
    }

    /// <summary>One piece of logic as text, to compare it.</summary>
    internal static string? ToText(DmnExpression expression) => new ExpressionWriter(new ElementWriter("")).Write(expression)?.ToString();

    public static XDocument ToXml(Definitions definitions)
    {
        var version = Dmn15Content.IsIn(definitions) ? DmnNames.Dmn15 : DmnNames.Dmn13;
        var write = new ElementWriter(version);
        return new XDocument(write.Element(
            "definitions",
            new XAttribute("xmlns", version),
            DiagramWriter.Prefixes(version),
            ElementWriter.Attribute("id", definitions.Id),
            new XAttribute("name", definitions.Name),
            new XAttribute("namespace", definitions.Namespace),
            write.Optional("description", definitions.Description),
            definitions.Imports.Select(import => write.Element("import",
                new XAttribute("name", import.Name), new XAttribute("namespace", import.Namespace),
                ElementWriter.Attribute("locationURI", import.LocationUri), new XAttribute("importType", version))),
            definitions.ItemDefinitions.Select(type => Type(write, "itemDefinition", type)),
            definitions.Inputs.Select(input => write.Element("inputData", write.Identity(input.Id, input.Name, input.Description), write.Variable("variable", input.Variable))),
            definitions.KnowledgeModels.Select(model => Knowledge(write, model)),
            definitions.Decisions.Select(decision => Decision(write, decision)),
            definitions.Services.Select(service => Service(write, service)),
            definitions.Sources.Select(source => Source(write, source)),
            definitions.Annotations.Select(annotation => write.Cell("textAnnotation", annotation.Text, new XAttribute("id", annotation.Id))),
            definitions.Annotations.SelectMany(WrittenAssociation.Of).Select(line => write.Element("association", new XAttribute("id", line.Id), write.Hrefs("sourceRef", [line.Source]), write.Hrefs("targetRef", [line.Target]))),
            DiagramWriter.Write(definitions, version)));
    }

    private static XElement Type(ElementWriter write, string name, ItemDefinition type) => write.Element(
        name,
        new XAttribute("name", type.Name),
        type.IsCollection ? new XAttribute("isCollection", "true") : null,
        write.Optional("description", type.Description),
        write.Optional("typeRef", type.TypeRef),
        write.Text("typeConstraint", type.TypeConstraint),
        write.Text("allowedValues", type.AllowedValues),
        type.Components.Select(component => Type(write, "itemComponent", component)),
        type.Function is { } function
            ? write.Element("functionItem", ElementWriter.Attribute("outputTypeRef", function.OutputTypeRef), function.Parameters.Select(parameter => write.Variable("parameters", parameter)))
            : null);

    private static XElement Decision(ElementWriter write, DecisionElement decision) => write.Element(
        "decision",
        write.Identity(decision.Id, decision.Name, decision.Description),
        write.Optional("question", decision.Question),
        write.Optional("allowedAnswers", decision.AllowedAnswers),
        write.Variable("variable", decision.Variable),
        write.Requirements(decision.Id, decision.Requirements),
        new ExpressionWriter(write).Write(decision.Logic));

    private static XElement Knowledge(ElementWriter write, BusinessKnowledgeModel model) => write.Element(
        "businessKnowledgeModel",
        write.Identity(model.Id, model.Name, model.Description),
        write.Variable("variable", model.Variable),
        model.Logic is { } logic ? new ExpressionWriter(write).Function("encapsulatedLogic", logic) : null,
        write.Requirements(model.Id, model.Requirements));

    private static XElement Source(ElementWriter write, KnowledgeSource source) => write.Element(
        "knowledgeSource",
        ElementWriter.Attribute("locationURI", source.Location),
        write.Identity(source.Id, source.Name, source.Description),
        write.Requirements(source.Id, Requirements.None with { Authorities = source.Authorities }),
        write.Optional("type", source.Type));

    private static XElement Service(ElementWriter write, DecisionService service) => write.Element(
        "decisionService",
        write.Identity(service.Id, service.Name, service.Description),
        write.Variable("variable", service.Variable),
        write.Hrefs("outputDecision", service.OutputDecisions),
        write.Hrefs("encapsulatedDecision", service.EncapsulatedDecisions),
        write.Hrefs("inputDecision", service.InputDecisions),
        write.Hrefs("inputData", service.InputData));
}
