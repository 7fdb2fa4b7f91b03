using Trasa.Feel.Compilation;
using Trasa.Feel.Types;
using Trasa.Feel.Values;

namespace Trasa.Feel.Nodes;

/// <summary>One test of a cell, and whether its text mentions the input (<c>?</c>).</summary>
internal sealed record UnaryTest(Node Node, bool MentionsInput);

/// <summary>A cell: tests of which one must hold, perhaps negated; no tests (<c>-</c>) hold always (DMN 1.5, section 7.3.3).</summary>
internal sealed class UnaryTestsNode : Node
{
    public UnaryTestsNode(FeelSpan span, UnaryTest[] tests, bool isNegated)
        : base(span, Array.ConvertAll(tests, test => test.Node))
    {
        Tests = tests;
        IsNegated = isNegated;
        IsConstant = false;
    }

    public UnaryTest[] Tests { get; }

    public bool IsNegated { get; }

    public bool HoldsAlways => Tests.Length == 0 && !IsNegated;

    protected override FeelType InferType() => FeelType.Boolean;

    /// <summary>The scope must declare <see cref="InputNode.Name"/>.</summary>
    public override Op Compile(CompileScope scope)
    {
        if (HoldsAlways) return _ => FeelValue.True;
        if (Tests.Length == 1 && !IsNegated && scope.OwnSlot(InputNode.Name) is { } slot && SimpleTests.Compile(Tests[0], slot) is { } simple) return simple;
        var input = scope.Variable(InputNode.Name, Span);
        var tests = Array.ConvertAll(Tests, test => CompileTest(test, input, scope));
        var negated = IsNegated;
        return frame =>
        {
            bool? any = false;
            foreach (var test in tests)
            {
                any = FeelLogic.Or(any, test(frame));
                if (any == true) break;
            }
            return FeelValue.Of(negated ? !any : any);
        };
    }

    private static Func<Frame, bool?> CompileTest(UnaryTest test, Op input, CompileScope scope)
    {
        var code = test.Node.CompileFolded(scope);
        // A boolean that comes from a test of its own decides; a boolean that is merely a value is compared.
        var mayDecide = test.Node is not LiteralNode;
        var mentionsInput = test.MentionsInput;
        return frame =>
        {
            var value = code(frame);
            if (mentionsInput && value.Kind is FeelKind.Boolean or FeelKind.Null) return FeelLogic.Truth(value);
            var tested = input(frame);
            if (mayDecide && value.Kind == FeelKind.Boolean && tested.Kind != FeelKind.Boolean) return value.IsTrue;
            return Membership.Holds(tested, value);
        };
    }
}
