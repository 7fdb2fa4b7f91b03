using Trasa.Feel.Compilation;
using Trasa.Feel.Types;

namespace Trasa.Feel.Values;

/// <summary>A function value: built in, registered by the host, or written in FEEL.</summary>
public abstract class FeelFunction
{
    /// <summary>The name that diagnostics show; empty for a function literal.</summary>
    public abstract string Name { get; }

    /// <summary>The parameter names of the first form of the function.</summary>
    public abstract IReadOnlyList<string> Parameters { get; }

    /// <summary>What <c>instance of</c> sees; the result is Any when it is not known before the call.</summary>
    public virtual FunctionType Type => new([.. Parameters.Select(_ => FeelType.Any)], FeelType.Any);

    /// <summary>Whether the function is one of a declared type.</summary>
    public virtual bool Fits(FunctionType wanted) => Type.ConformsTo(wanted);

    internal abstract FeelValue Invoke(FeelCall call, FeelValue[] arguments);

    internal abstract FeelValue InvokeNamed(FeelCall call, string[] names, FeelValue[] arguments);
}
