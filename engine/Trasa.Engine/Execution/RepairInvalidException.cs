namespace Trasa.Engine.Execution;

/// <summary>
/// A repair names an activity or a variable that the definition does not have, or gives a variable a value of another
/// kind: it fits this instance at no time, unlike one that only comes too late.
/// </summary>
/// <param name="named">The activity or the variable.</param>
/// <param name="message">Why, in English.</param>
/// <param name="inner">What said so, or null.</param>
public sealed class RepairInvalidException(string named, string message, Exception? inner = null) : InvalidOperationException(message, inner)
{
    public string Named => named;
}
