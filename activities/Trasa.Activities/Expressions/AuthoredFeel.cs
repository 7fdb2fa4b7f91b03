using Trasa.Feel;
using Trasa.Feel.Functions;

namespace Trasa.Activities.Expressions;

/// <summary>FEEL as authors of this product write it: the built-in functions, ours, and the clock of the installation.</summary>
public static class AuthoredFeel
{
    public static FeelOptions Options(TimeProvider time) => new() { Time = time, Functions = MentionsFunction.AddTo(FeelFunctions.None) };
}
