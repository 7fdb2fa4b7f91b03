using System.Runtime.CompilerServices;
using Trasa.Feel.Checking;
using Trasa.Feel.Compilation;
using Trasa.Feel.Syntax;
using Trasa.Feel.Types;
using Trasa.Feel.Values;

namespace Trasa.Feel.Nodes;

/// <summary>A part of an expression as it was read; compiles itself to code over slots.</summary>
internal abstract class Node
{
    /// <summary>Nested deeper than this, an expression would use up the stack.</summary>
    public const int MaxHeight = 800;

    // The stack is known to have room for so many levels between two looks at it.
    private const int SafeHeight = 100;

    // Constants are worked out while somebody types; those that take longer wait until they are asked.
    private static readonly FeelOptions FoldOptions = new() { MaxSteps = 1000 };

    private FeelValue? _constant;
    private bool _isFolded;
    private FeelType? _staticType;
    private readonly Node[] _children;

    protected Node(FeelSpan span, params ReadOnlySpan<Node?> children)
    {
        Span = span;
        IsConstant = true;
        List<Node>? parts = null;
        foreach (var child in children)
        {
            if (child is null) continue;
            (parts ??= []).Add(child);
            Height = Math.Max(Height, child.Height + 1);
            IsConstant &= child.IsConstant;
        }
        _children = parts is null ? [] : [.. parts];
        if (Height > MaxHeight) throw new FeelSyntaxException(FeelCode.LimitExceeded, span, $"The expression is nested deeper than {MaxHeight} levels.");
    }

    public FeelSpan Span { get; }

    public int Height { get; }

    /// <summary>True when the value depends on no variable, clock or function of the host.</summary>
    public bool IsConstant { get; protected init; }

    /// <summary>The type as far as the text alone shows it.</summary>
    public FeelType StaticType => _staticType ??= InferType();

    protected virtual FeelType InferType() => FeelType.Any;

    /// <summary>Looks for kinds that never go together; returns the type as far as the text and the types of the names show it.</summary>
    public virtual FeelType Check(KindCheck check)
    {
        foreach (var child in _children) child.Check(check);
        return StaticType;
    }

    public abstract Op Compile(CompileScope scope);

    /// <summary>Compiles; a part that is constant and free of errors is evaluated now.</summary>
    public Op CompileFolded(CompileScope scope)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw new FeelSyntaxException(FeelCode.LimitExceeded, Span, "The expression is nested too deep to be compiled here.");
        if (this is not LiteralNode && IsConstant && ConstantValue() is { } value) return _ => value;
        var code = Compile(scope);
        return Height > SafeHeight ? Watched(code) : code;
    }

    /// <summary>Code of many levels, which would end the process where little of the stack is left.</summary>
    private static Op Watched(Op code) => frame =>
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return code(frame);
    };

    /// <summary>The value of a constant part, or null when it is not constant or its evaluation meets an error. Worked out once.</summary>
    public FeelValue? ConstantValue()
    {
        if (!IsConstant || _isFolded) return _constant;
        // Set first: the parts are asked while this is compiled, and nested constants would be folded again at every level.
        _isFolded = true;
        return _constant = Fold();
    }

    /// <summary>Evaluates a constant part by compiling it; simple nodes know better.</summary>
    protected virtual FeelValue? Fold()
    {
        var scope = CompileScope.ForRoot(FeelScope.Empty, Functions.FeelFunctions.None);
        var code = Compile(scope);
        var evaluation = new Evaluation(FoldOptions);
        var value = evaluation.Run(code, new Frame(new FeelValue[scope.Layout.Count], evaluation, null));
        return evaluation.Diagnostics.Count == 0 ? value : null;
    }
}
