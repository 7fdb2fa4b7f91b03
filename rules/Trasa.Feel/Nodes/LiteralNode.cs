using Trasa.Feel.Checking;
using Trasa.Feel.Compilation;
using Trasa.Feel.Types;
using Trasa.Feel.Values;

namespace Trasa.Feel.Nodes;

/// <summary>A value that was written out.</summary>
internal sealed class LiteralNode(FeelSpan span, FeelValue value) : Node(span)
{
    public FeelValue Value => value;

    protected override FeelType InferType() => value.Kind switch
    {
        FeelKind.Boolean => FeelType.Boolean,
        FeelKind.Number => FeelType.Number,
        FeelKind.String => FeelType.String,
        FeelKind.Date => FeelType.Date,
        FeelKind.Time => FeelType.Time,
        FeelKind.DateTime => FeelType.DateTime,
        FeelKind.YearsMonthsDuration => FeelType.YearsMonthsDuration,
        FeelKind.DaysTimeDuration => FeelType.DaysTimeDuration,
        FeelKind.Null or FeelKind.List or FeelKind.Context or FeelKind.Range or FeelKind.Function => FeelType.Any,
    };

    protected override FeelValue? Fold() => value;

    public override Op Compile(CompileScope scope)
    {
        var constant = value;
        return _ => constant;
    }
}

/// <summary>A literal that reads, but has no value: <c>@"foo"</c>, a number beyond the limits.</summary>
internal sealed class FaultyNode : Node
{
    private readonly FeelCode _code;
    private readonly string _message;

    public FaultyNode(FeelSpan span, FeelCode code, string message)
        : base(span)
    {
        _code = code;
        _message = message;
        IsConstant = false;
    }

    public override FeelType Check(KindCheck check)
    {
        check.Wrong(_code, Span, _message);
        return FeelType.Any;
    }

    public override Op Compile(CompileScope scope)
    {
        var (code, span, message) = (_code, Span, _message);
        return frame => frame.Evaluation.Error(code, span, message);
    }
}
