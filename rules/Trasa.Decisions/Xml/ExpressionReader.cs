using System.Xml.Linq;
using Trasa.Decisions.Model;

namespace Trasa.Decisions.Xml;

/// <summary>Reads decision logic in its boxed forms.</summary>
internal sealed class ExpressionReader(XNamespace dmn, List<DmnProblem> problems) : ElementReader(dmn, problems)
{
    private readonly TableReader _tables = new(dmn, problems);

    /// <summary>The logic inside an element; null when there is none.</summary>
    public DmnExpression? ReadChild(XElement? element) => element?.Elements().Where(child => child.Name.Namespace == Dmn).Select(Read).FirstOrDefault(logic => logic is not null);

    public FunctionDefinition ReadFunction(XElement element) =>
        Common(element, new FunctionDefinition(
            [.. Children(element, "formalParameter").Select(p => new Variable(Attribute(p, "name"), TypeRef(p), Optional(p, "id")))],
            ReadChild(element),
            Optional(element, "kind") ?? "FEEL"));

    private DmnExpression? Read(XElement element) => element.Name.LocalName switch
    {
        "literalExpression" => Common(element, new LiteralExpression(Text(element) ?? "")),
        "decisionTable" => Common(element, _tables.Read(element)),
        "context" => Common(element, new BoxedContext([.. Children(element, "contextEntry").Select(ReadEntry)])),
        "relation" => Common(element, ReadRelation(element)),
        "list" => Common(element, new BoxedList([.. Expressions(element)])),
        "invocation" => Common(element, new Invocation(ReadChild(element), [.. Children(element, "binding").Select(ReadBinding)])),
        "functionDefinition" => ReadFunction(element),
        "conditional" => Common(element, new Conditional(ReadChild(Child(element, "if")), ReadChild(Child(element, "then")), ReadChild(Child(element, "else")))),
        "filter" => Common(element, new BoxedFilter(ReadChild(Child(element, "in")), ReadChild(Child(element, "match")))),
        "for" => Common(element, ReadLoop(element, LoopKind.For, "return")),
        "some" => Common(element, ReadLoop(element, LoopKind.Some, "satisfies")),
        "every" => Common(element, ReadLoop(element, LoopKind.Every, "satisfies")),
        _ => null,
    };

    private T Common<T>(XElement element, T expression)
        where T : DmnExpression => expression with { TypeRef = TypeRef(element), Id = Optional(element, "id"), Place = PlaceOf(element) };

    private IEnumerable<DmnExpression?> Expressions(XElement element) => element.Elements().Where(child => child.Name.Namespace == Dmn).Select(Read).Where(item => item is not null);

    private BoxedEntry ReadEntry(XElement entry) => new(Child(entry, "variable") is null ? null : VariableOf(entry), ReadChild(entry));

    private Binding ReadBinding(XElement binding) => new(VariableOf(binding, "parameter"), ReadChild(binding));

    private Relation ReadRelation(XElement element) => new(
        [.. Children(element, "column").Select(column => new Variable(Attribute(column, "name"), TypeRef(column), Optional(column, "id")))],
        [.. Children(element, "row").Select(row => (IReadOnlyList<DmnExpression?>)[.. Expressions(row)])]);

    private BoxedLoop ReadLoop(XElement element, LoopKind kind, string body) =>
        new(kind, Attribute(element, "iteratorVariable"), ReadChild(Child(element, "in")), ReadChild(Child(element, body)));
}
