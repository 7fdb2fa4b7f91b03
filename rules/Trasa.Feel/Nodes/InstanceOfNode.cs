using Trasa.Feel.Compilation;
using Trasa.Feel.Types;
using Trasa.Feel.Values;

namespace Trasa.Feel.Nodes;

/// <summary><c>value instance of type</c>; without a type (its name is not known) the result is null.</summary>
internal sealed class InstanceOfNode(FeelSpan span, Node value, FeelType? type, string typeName) : Node(span, value)
{
    protected override FeelType InferType() => FeelType.Boolean;

    public override Op Compile(CompileScope scope)
    {
        var (code, span) = (value.CompileFolded(scope), Span);
        if (type is null) return frame => frame.Evaluation.Error(FeelCode.UnknownType, span, $"There is no type {typeName}.", typeName);
        return frame =>
        {
            var tested = code(frame);
            frame.Evaluation.Charge(tested, span);
            return FeelValue.Of(type.IsInstance(tested));
        };
    }
}
