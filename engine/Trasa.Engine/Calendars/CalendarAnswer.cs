using System.Diagnostics.CodeAnalysis;

namespace Trasa.Engine.Calendars;

/// <summary>
/// A point in time or a day found on a calendar, or the reason why there is none. A calendar that is never open is
/// something people can set up, so it is an answer and not an exception.
/// </summary>
public readonly record struct CalendarAnswer<T>
{
    private readonly T? _value;

    private CalendarAnswer(T? value, CalendarProblem? problem) => (_value, Problem) = (value, problem);

    /// <summary>Null when there is a value.</summary>
    public CalendarProblem? Problem { get; }

    /// <summary>The answer.</summary>
    /// <exception cref="InvalidOperationException">There is a <see cref="Problem"/> instead; its text is the message.</exception>
    public T Value => Problem is null ? _value! : throw new InvalidOperationException(Problem.ToString());

    public bool TryGet([MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out CalendarProblem? problem)
    {
        (value, problem) = (_value, Problem);
        return problem is null;
    }

    internal CalendarAnswer<TNext> Then<TNext>(Func<T, CalendarAnswer<TNext>> next) =>
        Problem is null ? next(_value!) : Problem;

    public static implicit operator CalendarAnswer<T>(T value) => new(value, null);

    public static implicit operator CalendarAnswer<T>(CalendarProblem problem) => new(default, problem);
}
