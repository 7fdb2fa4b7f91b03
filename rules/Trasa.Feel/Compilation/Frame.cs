using Trasa.Feel.Values;

namespace Trasa.Feel.Compilation;

/// <summary>Compiled code: takes its variables from the frame and yields a value.</summary>
internal delegate FeelValue Op(Frame frame);

/// <summary>The variables of one evaluation, or of one call inside it.</summary>
internal sealed class Frame(FeelValue[] slots, Evaluation evaluation, Frame? outer)
{
    public readonly FeelValue[] Slots = slots;
    public readonly Evaluation Evaluation = evaluation;

    /// <summary>The variables around a function literal, as they were when the function value was made.</summary>
    public readonly Frame? Outer = outer;

    public Frame Snapshot() => new([.. Slots], Evaluation, Outer);
}
