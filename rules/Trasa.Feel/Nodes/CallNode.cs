using Trasa.Feel.Checking;
using Trasa.Feel.Compilation;
using Trasa.Feel.Functions;
using Trasa.Feel.Types;
using Trasa.Feel.Values;

namespace Trasa.Feel.Nodes;

/// <summary>A call with positional arguments, or with named ones.</summary>
internal sealed class CallNode : Node
{
    private readonly Node _callee;
    private readonly Node[] _arguments;
    private readonly string[]? _names;

    public CallNode(FeelSpan span, Node callee, Node[] arguments, string[]? names)
        : base(span, [callee, .. arguments])
    {
        (_callee, _arguments, _names) = (callee, arguments, names);
        IsTemporalLiteral = callee is NameNode { Name: "date" or "time" or "date and time" or "duration" } && names is null
            && Array.TrueForAll(arguments, argument => argument is LiteralNode or NegationNode { IsConstant: true });
        IsConstant = IsTemporalLiteral;
    }

    /// <summary><c>date("2026-01-01")</c> and its like: a value that is written out, only longer.</summary>
    public bool IsTemporalLiteral { get; }

    public override FeelType Check(KindCheck check)
    {
        var type = base.Check(check);
        if (IsTemporalLiteral && ConstantValue() is null) check.Wrong(FeelCode.InvalidValue, Span, $"There is no such {((NameNode)_callee).Name}.");
        return type;
    }

    public override Op Compile(CompileScope scope)
    {
        var (codes, span) = (Array.ConvertAll(_arguments, argument => argument.CompileFolded(scope)), Span);
        if (_callee is not NameNode { Name: var name }) return Dynamic(_callee.CompileFolded(scope), null, "function", codes, span);
        var known = scope.Root.Functions.Find(name) ?? BuiltInFunctions.Find(name);
        if (!scope.IsDeclared(name) && known is not null) return Direct(known, name, codes, span);
        return Dynamic(_callee.Compile(scope), known, name, codes, span);
    }

    private Op Direct(FeelFunction function, string name, Op[] codes, FeelSpan span) =>
        frame => Invoke(function, new FeelCall(frame.Evaluation, span, name), Arguments(frame, codes));

    /// <summary>The callee is known at evaluation only; a variable that is no function does not hide a built-in of its name.</summary>
    private Op Dynamic(Op target, FeelFunction? fallback, string name, Op[] codes, FeelSpan span) => frame =>
    {
        var value = target(frame);
        var function = value.Kind == FeelKind.Function ? value.Function : fallback;
        if (function is not null) return Invoke(function, new FeelCall(frame.Evaluation, span, name), Arguments(frame, codes));
        return value.IsNull
            ? frame.Evaluation.Error(FeelCode.UnknownFunction, span, $"There is no function {name}.", name)
            : frame.Evaluation.Error(FeelCode.NotAFunction, span, $"{Describe.Value(value)} is not a function.", Describe.Value(value));
    };

    private FeelValue Invoke(FeelFunction function, FeelCall call, FeelValue[] values) =>
        _names is null ? function.Invoke(call, values) : function.InvokeNamed(call, _names, values);

    private static FeelValue[] Arguments(Frame frame, Op[] codes)
    {
        var values = new FeelValue[codes.Length];
        for (var i = 0; i < codes.Length; i++) values[i] = codes[i](frame);
        return values;
    }
}
