using Trasa.Decisions.Model;
using Trasa.Feel;
using Trasa.Feel.Compilation;
using Trasa.Feel.Nodes;
using Trasa.Feel.Syntax;
using Trasa.Feel.Types;
using Trasa.Feel.Values;

namespace Trasa.Decisions.Graph;

/// <summary>An element that logic calls: a business knowledge model or a decision service.</summary>
internal abstract class FunctionElement(string id, string name)
{
    public string Id => id;

    public string Name { get; } = FeelNames.Normalize(name);

    public abstract void Compile();

    public abstract FeelValue Value(GraphRun run);
}

/// <summary>A business knowledge model: a function that sees the functions it requires, and itself.</summary>
internal sealed class KnowledgeNode(ModelUnit unit, BusinessKnowledgeModel element) : FunctionElement(element.Id, element.Variable.Name)
{
    private ElementCode? _code;

    public override void Compile()
    {
        var builder = unit.Builder(element.Name);
        var requirements = unit.Resolve(element.Requirements.Knowledge, element.Name);
        var scope = unit.BaseScope.With([.. requirements.Select(requirement => requirement.Name), Name]);
        if (element.Logic is null) return;
        var result = ExpressionBuilder.ResultOf(builder.TypeOf(element.Variable.TypeRef, element.Logic.Place));
        _code = new ElementCode(builder.Function(element.Logic, scope, result, element.Name), scope, unit.Options, requirements);
    }

    public override FeelValue Value(GraphRun run)
    {
        if (_code is null) return run.Evaluation.Error(FeelCode.MissingLogic, new FeelSpan(0, 0), $"{element.Name} has no logic.", element.Name);
        var frame = new Frame(new FeelValue[_code.SlotCount], run.Evaluation, null);
        var function = _code.Run(run, frame);
        return _code.Slots.TryGetValue(Name, out var own) ? Closure.Rebind(function, frame, own) : function;
    }
}

/// <summary>A decision service: runs its output decisions on the values that it is called with, and on nothing else.</summary>
internal sealed class ServiceNode(ModelUnit unit, DecisionService element) : FunctionElement(element.Id, element.Variable.Name)
{
    private IReadOnlyList<Requirement> _parameters = [];
    private IReadOnlyList<DecisionNode> _outputs = [];
    private FeelType? _type;

    public DecisionService Element => element;

    public IReadOnlyList<Requirement> Parameters => _parameters;

    public override void Compile()
    {
        _type = ExpressionBuilder.ResultOf(unit.Builder(element.Name).TypeOf(element.Variable.TypeRef, default));
        _parameters = unit.Resolve([.. element.InputData, .. element.InputDecisions], element.Name);
        _outputs = [.. unit.Resolve(element.OutputDecisions, element.Name).Select(output => output.Element).OfType<DecisionNode>()];
    }

    public override FeelValue Value(GraphRun run) => FeelValue.Of(new ServiceFunction(this, run));

    /// <summary>The outputs by name, each from values for the parameters.</summary>
    public IReadOnlyList<KeyValuePair<string, FeelValue>> Run(GraphRun outer, FeelValue[] arguments)
    {
        var run = new GraphRun(outer.Evaluation, _ => FeelValue.Unset);
        for (var i = 0; i < arguments.Length; i++) run.Preset(_parameters[i].Element, arguments[i]);
        return [.. _outputs.Select(output => KeyValuePair.Create(output.Name, run.ValueOf(output)))];
    }

    /// <summary>One output is the result itself, several are a context.</summary>
    public FeelValue Call(GraphRun outer, FeelValue[] arguments)
    {
        var outputs = Run(outer, arguments);
        var value = outputs.Count == 1 ? outputs[0].Value : FeelValue.Of(FeelContext.Of(outputs));
        return _type is null ? value : TypedNode.Check(outer.Evaluation, new FeelSpan(0, 0), value, _type, element.Name);
    }

    /// <summary>The value for a parameter among what a caller supplies by name, checked against its type.</summary>
    public static FeelValue Argument(GraphRun run, Requirement parameter)
    {
        var value = run.Supplied(ModelUnit.NameOf(parameter.Element));
        return TypeOf(parameter) is { } type && !value.IsUnset ? TypedNode.Check(run.Evaluation, new FeelSpan(0, 0), value, type, ModelUnit.NameOf(parameter.Element)) : value;
    }

    public static FeelType? TypeOf(Requirement parameter) => parameter.Element is InputNode input ? input.Type : (parameter.Element as DecisionNode)?.Type;
}

/// <summary>A decision service as a value that logic can call.</summary>
internal sealed class ServiceFunction(ServiceNode service, GraphRun run) : FeelFunction
{
    public override string Name => service.Name;

    public override IReadOnlyList<string> Parameters { get; } = [.. service.Parameters.Select(parameter => ModelUnit.NameOf(parameter.Element))];

    internal override FeelValue Invoke(FeelCall call, FeelValue[] arguments)
    {
        if (arguments.Length != Parameters.Count) return call.Error(FeelCode.WrongArguments, $"{Parameters.Count} arguments are needed, {arguments.Length} were given.");
        var fitting = new FeelValue[arguments.Length];
        for (var i = 0; i < fitting.Length; i++)
        {
            var type = ServiceNode.TypeOf(service.Parameters[i]) ?? FeelType.Any;
            if (type.Coerce(arguments[i]) is not { } value) return call.Error(FeelCode.TypeMismatch, $"{Parameters[i]} must be {type}.", Parameters[i]);
            fitting[i] = value;
        }
        call.Evaluation.Enter(call.Span);
        try
        {
            return service.Call(run, fitting);
        }
        finally
        {
            call.Evaluation.Leave();
        }
    }

    internal override FeelValue InvokeNamed(FeelCall call, string[] names, FeelValue[] arguments)
    {
        var ordered = new FeelValue[Parameters.Count];
        for (var i = 0; i < names.Length; i++)
        {
            var at = Parameters.ToList().IndexOf(names[i]);
            if (at < 0) return call.Error(FeelCode.WrongArguments, $"There is no parameter {names[i]}.", names[i]);
            ordered[at] = arguments[i];
        }
        return names.Length == ordered.Length ? Invoke(call, ordered) : call.Error(FeelCode.WrongArguments, $"{ordered.Length} arguments are needed, {names.Length} were given.");
    }
}
