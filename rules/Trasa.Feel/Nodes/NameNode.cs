using Trasa.Feel.Checking;
using Trasa.Feel.Compilation;
using Trasa.Feel.Types;
using Trasa.Feel.Values;

namespace Trasa.Feel.Nodes;

/// <summary>A name: a variable, or a function that is passed as a value.</summary>
internal sealed class NameNode : Node
{
    public NameNode(FeelSpan span, string name)
        : base(span)
    {
        Name = name;
        IsConstant = false;
    }

    public string Name { get; }

    public override FeelType Check(KindCheck check) => check.Read(Name, Span);

    public override Op Compile(CompileScope scope)
    {
        if (!scope.IsDeclared(Name) && scope.Root.Functions.Find(Name) is { } registered)
        {
            var value = FeelValue.Of(registered);
            return _ => value;
        }
        return scope.Variable(Name, Span);
    }
}

/// <summary>The question mark of a unary test: the value that is tested.</summary>
internal sealed class InputNode : Node
{
    public const string Name = "?";

    public InputNode(FeelSpan span)
        : base(span) => IsConstant = false;

    public override FeelType Check(KindCheck check) => check.Input;

    public override Op Compile(CompileScope scope) => scope.Variable(Name, Span);
}
