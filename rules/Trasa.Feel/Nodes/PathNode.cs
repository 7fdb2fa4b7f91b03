using System.Runtime.CompilerServices;
using Trasa.Feel.Compilation;
using Trasa.Feel.Values;

namespace Trasa.Feel.Nodes;

/// <summary><c>value.member</c>: of a context, a temporal value, a range, or of each item of a list.</summary>
internal sealed class PathNode(FeelSpan span, Node value, string member) : Node(span, value)
{
    public override Op Compile(CompileScope scope)
    {
        var (code, span, name) = (value.CompileFolded(scope), Span, member);
        return frame => Member(frame.Evaluation, span, code(frame), name);
    }

    private static FeelValue Member(Evaluation evaluation, FeelSpan span, in FeelValue value, string name)
    {
        switch (value.Kind)
        {
            case FeelKind.Context when value.Context.TryGet(name, out var entry):
                return entry;
            case FeelKind.List:
                RuntimeHelpers.EnsureSufficientExecutionStack();
                evaluation.Charge(value, span);
                var items = new FeelValue[value.Body.Count];
                for (var i = 0; i < items.Length; i++) items[i] = Member(evaluation, span, value.Span[i], name);
                return FeelValue.Of(items);
            case FeelKind.Null:
                return FeelValue.Null;
            default:
                return Properties.Find(value, name)
                    ?? evaluation.Error(FeelCode.NoSuchMember, span, $"{Describe.Value(value)} has no member {name}.", name, Describe.Value(value));
        }
    }
}
