using Trasa.Feel.Checking;
using Trasa.Feel.Compilation;
using Trasa.Feel.Types;
using Trasa.Feel.Values;

namespace Trasa.Feel.Nodes;

/// <summary>A parameter of a function that is written in FEEL.</summary>
internal sealed record Parameter(string Name, FeelType Type);

/// <summary>A function literal, a boxed function or the logic of a business knowledge model.</summary>
internal sealed class FunctionNode : Node
{
    private readonly Parameter[] _parameters;
    private readonly Node _body;
    private readonly FeelType _result;

    public FunctionNode(FeelSpan span, Parameter[] parameters, Node body, FeelType? result = null, string name = "")
        : base(span, body)
    {
        (_parameters, _body, _result, Name) = (parameters, body, result ?? FeelType.Any, name);
        IsConstant = false;
    }

    public string Name { get; }

    protected override FeelType InferType() => new FunctionType(Array.ConvertAll(_parameters, p => p.Type), ResultType);

    private FeelType ResultType => ReferenceEquals(_result, FeelType.Any) ? _body.StaticType : _result;

    public override FeelType Check(KindCheck check) => base.Check(check.Opaque());

    public override Op Compile(CompileScope scope)
    {
        var inner = scope.ForFunction();
        foreach (var parameter in _parameters) inner.Declare(parameter.Name);
        var body = _body.CompileFolded(inner);
        var code = new FunctionCode(Name, _parameters, body, inner.Layout, _result, (FunctionType)StaticType, Span);
        return frame => FeelValue.Of(new Closure(code, frame));
    }
}

/// <summary>A compiled function literal: parameters take the first slots of its frame.</summary>
internal sealed record FunctionCode(string Name, Parameter[] Parameters, Op Body, FrameLayout Layout, FeelType Result, FunctionType Type, FeelSpan Span);

/// <summary>A function value with the variables around it, as they were when it was made.</summary>
internal sealed class Closure(FunctionCode code, Frame home) : FeelFunction
{
    private readonly Frame _home = home;
    private readonly Frame _captured = home.Snapshot();

    public override string Name => code.Name;

    public override IReadOnlyList<string> Parameters { get; } = Array.ConvertAll(code.Parameters, p => p.Name);

    public override FunctionType Type => code.Type;

    /// <summary>Lets a function that is an entry of a context call itself by the entry's name.</summary>
    public static FeelValue Rebind(in FeelValue value, Frame frame, int slot)
    {
        if (value.Kind == FeelKind.Function && value.Function is Closure closure && ReferenceEquals(closure._home, frame)) closure._captured.Slots[slot] = value;
        return value;
    }

    internal override FeelValue Invoke(FeelCall call, FeelValue[] arguments)
    {
        if (arguments.Length != code.Parameters.Length)
            return call.Error(FeelCode.WrongArguments, $"{code.Parameters.Length} arguments are needed, {arguments.Length} were given.");
        var slots = new FeelValue[code.Layout.Count];
        for (var i = 0; i < arguments.Length; i++)
        {
            call.Evaluation.Charge(arguments[i], call.Span);
            if (code.Parameters[i].Type.Coerce(arguments[i]) is not { } fitting)
                return call.Error(FeelCode.TypeMismatch, $"{code.Parameters[i].Name} must be {code.Parameters[i].Type}, and {Describe.Value(arguments[i])} is not.", code.Parameters[i].Name);
            slots[i] = fitting;
        }
        return Run(call, slots);
    }

    internal override FeelValue InvokeNamed(FeelCall call, string[] names, FeelValue[] arguments)
    {
        var positional = new FeelValue[code.Parameters.Length];
        for (var i = 0; i < names.Length; i++)
        {
            var at = Array.FindIndex(code.Parameters, p => p.Name == names[i]);
            if (at < 0) return call.Error(FeelCode.WrongArguments, $"There is no parameter {names[i]}.", names[i]);
            positional[at] = arguments[i];
        }
        if (names.Length != positional.Length) return call.Error(FeelCode.WrongArguments, $"{positional.Length} arguments are needed, {names.Length} were given.");
        return Invoke(call, positional);
    }

    private FeelValue Run(FeelCall call, FeelValue[] slots)
    {
        var evaluation = call.Evaluation;
        evaluation.Enter(call.Span);
        try
        {
            var value = code.Body(new Frame(slots, evaluation, _captured));
            return TypedNode.Check(evaluation, code.Span, value, code.Result, code.Name.Length > 0 ? code.Name : "The result");
        }
        finally
        {
            evaluation.Leave();
        }
    }
}
