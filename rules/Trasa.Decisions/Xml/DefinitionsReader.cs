using System.Xml.Linq;
using Trasa.Decisions.Model;

namespace Trasa.Decisions.Xml;

/// <summary>Reads the elements of a file; their logic is read by <see cref="ExpressionReader"/>.</summary>
internal sealed class DefinitionsReader(XNamespace dmn, List<DmnProblem> problems) : ElementReader(dmn, problems)
{
    private readonly ExpressionReader _expressions = new(dmn, problems);

    public Definitions Read(XElement root)
    {
        var definitions = new Definitions
        {
            Id = Attribute(root, "id"),
            Name = Attribute(root, "name"),
            Namespace = Attribute(root, "namespace"),
            Description = Description(root),
            Imports = [.. Children(root, "import").Select(import => new Import(Attribute(import, "name"), Attribute(import, "namespace"), Optional(import, "locationURI")))],
            ItemDefinitions = [.. Children(root, "itemDefinition").Select(ReadType)],
            Inputs = [.. Children(root, "inputData").Select(input => new InputData(IdOf(input), Attribute(input, "name"), VariableOf(input), Description(input)))],
            Decisions = [.. Children(root, "decision").Select(ReadDecision)],
            KnowledgeModels = [.. Children(root, "businessKnowledgeModel").Select(ReadKnowledge)],
            Services = [.. Children(root, "decisionService").Select(ReadService)],
            Sources = [.. Children(root, "knowledgeSource").Select(ReadSource)],
            Annotations = ReadAnnotations(root),
        };
        CheckIds(root, definitions);
        CheckLanguages(root);
        return definitions;
    }

    private static string IdOf(XElement element) => Optional(element, "id") ?? Attribute(element, "name");

    private DecisionElement ReadDecision(XElement element) => new(IdOf(element), Attribute(element, "name"), VariableOf(element))
    {
        Description = Description(element),
        Question = (string?)Child(element, "question"),
        AllowedAnswers = (string?)Child(element, "allowedAnswers"),
        Requirements = ReadRequirements(element),
        Logic = _expressions.ReadChild(element),
    };

    private BusinessKnowledgeModel ReadKnowledge(XElement element) => new(IdOf(element), Attribute(element, "name"), VariableOf(element))
    {
        Description = Description(element),
        Requirements = ReadRequirements(element),
        Logic = Child(element, "encapsulatedLogic") is { } logic ? _expressions.ReadFunction(logic) : null,
    };

    private DecisionService ReadService(XElement element) => new(IdOf(element), Attribute(element, "name"), VariableOf(element))
    {
        Description = Description(element),
        OutputDecisions = Hrefs(element, "outputDecision"),
        EncapsulatedDecisions = Hrefs(element, "encapsulatedDecision"),
        InputDecisions = Hrefs(element, "inputDecision"),
        InputData = Hrefs(element, "inputData"),
    };

    private Requirements ReadRequirements(XElement element) => new(
        References(element, "informationRequirement", "requiredInput"),
        References(element, "informationRequirement", "requiredDecision"),
        References(element, "knowledgeRequirement", "requiredKnowledge"))
    {
        Authorities = ReadAuthorities(element),
    };

    private Authority[] ReadAuthorities(XElement element) =>
    [
        .. References(element, "authorityRequirement", "requiredAuthority").Select(href => new Authority(AuthorityKind.Source, href)),
        .. References(element, "authorityRequirement", "requiredDecision").Select(href => new Authority(AuthorityKind.Decision, href)),
        .. References(element, "authorityRequirement", "requiredInput").Select(href => new Authority(AuthorityKind.Input, href)),
    ];

    private KnowledgeSource ReadSource(XElement element) => new(IdOf(element), Attribute(element, "name"))
    {
        Description = Description(element),
        Type = (string?)Child(element, "type"),
        Location = Optional(element, "locationURI"),
        Authorities = ReadAuthorities(element),
    };

    /// <summary>An association has two ends, and either may be the remark.</summary>
    private TextAnnotation[] ReadAnnotations(XElement root)
    {
        if (Child(root, "textAnnotation") is null) return [];
        var ends = Children(root, "association")
            .Select(line => (From: Hrefs(line, "sourceRef").FirstOrDefault() ?? "", To: Hrefs(line, "targetRef").FirstOrDefault() ?? ""))
            .SelectMany(line => new[] { line, (From: line.To, To: line.From) }).ToLookup(line => line.From.TrimStart('#'), line => line.To);
        return [.. Children(root, "textAnnotation").Select((element, index) => (Id: Optional(element, "id") ?? $"annotation-{index + 1}", Element: element))
            .Select(read => new TextAnnotation(read.Id, Text(read.Element) ?? "", [.. ends[read.Id].Where(href => href.Length > 0)]))];
    }

    private ItemDefinition ReadType(XElement element) => new(Attribute(element, "name"))
    {
        Description = Description(element),
        TypeRef = TypeRef(element),
        IsCollection = Attribute(element, "isCollection") is "true" or "1",
        AllowedValues = Text(Child(element, "allowedValues")),
        TypeConstraint = Text(Child(element, "typeConstraint")),
        Components = [.. Children(element, "itemComponent").Select(ReadType)],
        Function = Child(element, "functionItem") is { } function
            ? new FunctionItem(TypeRef(function, "outputTypeRef"), [.. Children(function, "parameters").Select(p => new Variable(Attribute(p, "name"), TypeRef(p)))])
            : null,
    };

    private string[] References(XElement element, string requirement, string reference) =>
        [.. Children(element, requirement).SelectMany(child => Hrefs(child, reference))];

    private string[] Hrefs(XElement element, string name) => [.. Children(element, name).Select(reference => Attribute(reference, "href")).Where(href => href.Length > 0)];

    /// <summary>What is written in another language would be read as FEEL, and mean something else.</summary>
    private void CheckLanguages(XElement root)
    {
        foreach (var element in root.DescendantsAndSelf())
        {
            if (element.Name.Namespace != Dmn || Optional(element, "expressionLanguage") is not { } language || DmnNames.IsFeel(language)) continue;
            var owner = element.AncestorsAndSelf().Select(around => Attribute(around, "name")).FirstOrDefault(name => name.Length > 0) ?? "";
            Report("DMN-009", element, owner, $"The expression language {language} is not run here, only FEEL.");
        }
    }

    private void CheckIds(XElement root, Definitions definitions)
    {
        var ids = definitions.Inputs.Select(input => input.Id).Concat(definitions.Decisions.Select(decision => decision.Id))
            .Concat(definitions.KnowledgeModels.Select(model => model.Id)).Concat(definitions.Services.Select(service => service.Id))
            .Concat(definitions.Sources.Select(source => source.Id)).Concat(definitions.Annotations.Select(annotation => annotation.Id));
        foreach (var twice in ids.GroupBy(id => id).Where(group => group.Count() > 1))
            Report("DMN-003", root, twice.Key, "Two elements have this id.");
    }
}
