using Trasa.Engine.Expressions;

namespace Trasa.Activities.Scripting.Liquid;

/// <summary>
/// What one rendering may cost. A template of a few lines can ask for more memory than there is (a text put behind itself, again and
/// again), so whatever is made is charged, and what would be too large is refused before it is made.
/// </summary>
internal sealed class LiquidBudget
{
    /// <summary>Characters of one text: of what is written and of every value.</summary>
    public const int MaxText = 4_000_000;

    /// <summary>Items of a list that a filter makes.</summary>
    public const int MaxItems = 100_000;

    private const int MaxTurns = 100_000;

    /// <summary>Characters of all values that were made, an item counted as <see cref="ItemSize"/>.</summary>
    private const long MaxMade = 20_000_000;

    /// <summary>Characters looked at, a part written or a filter called counted as a few.</summary>
    private const long MaxWork = 200_000_000;

    private const int ItemSize = 10;

    private long _made;
    private long _work;
    private int _turns;

    public void Turn()
    {
        if (++_turns > MaxTurns) throw new ExpressionFaultException($"The template took more than {MaxTurns} turns, which is the limit.");
    }

    public void Work(long amount)
    {
        _work += amount;
        if (_work > MaxWork) throw new ExpressionFaultException($"The template took more than {MaxWork} steps, which is the limit.");
    }

    /// <summary>Called before a text of that length is made.</summary>
    public static void CheckText(long length)
    {
        if (length > MaxText) throw new ExpressionFaultException($"The text has more than {MaxText} characters, which is the limit.");
    }

    /// <summary>Called before a list of that length is made.</summary>
    public static void CheckItems(long count)
    {
        if (count > MaxItems) throw new ExpressionFaultException($"The list has more than {MaxItems} items, which is the limit.");
    }

    /// <summary>Charges a value that did not exist before.</summary>
    public void Made(object? value)
    {
        switch (value)
        {
            case string text:
                CheckText(text.Length);
                _made += text.Length;
                break;
            case IReadOnlyList<object?> list:
                CheckItems(list.Count);
                _made += (long)list.Count * ItemSize;
                break;
            default:
                return;
        }

        if (_made > MaxMade) throw new ExpressionFaultException($"The values of the template have more than {MaxMade} characters together, which is the limit.");
    }

    /// <summary>What it costs to go through the value once, without what its items hold.</summary>
    public static long Glance(object? value) => value switch
    {
        string text => text.Length,
        IReadOnlyList<object?> list => list.Count,
        IReadOnlyDictionary<string, object?> map => map.Count,
        _ => 1,
    };

    /// <summary>About how many characters the value has when it is written out, however often its parts are shared.</summary>
    public static long Measure(object? value)
    {
        if (value is string whole) return whole.Length;
        if (value is not (IReadOnlyList<object?> or IReadOnlyDictionary<string, object?>)) return ItemSize;
        var size = 0L;
        var open = new Stack<object?>();
        open.Push(value);
        while (open.TryPop(out var next))
        {
            size += next is string text ? text.Length : ItemSize;
            CheckText(size);
            if (next is IReadOnlyDictionary<string, object?> map)
            {
                foreach (var (name, member) in map)
                {
                    size += name.Length;
                    open.Push(member);
                }
            }
            else if (next is IReadOnlyList<object?> list)
            {
                foreach (var item in list) open.Push(item);
            }
        }

        return size;
    }
}
