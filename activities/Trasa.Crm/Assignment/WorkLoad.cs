namespace Trasa.Crm.Assignment;

/// <summary>The open work of a person by priority, whatever its record type; what is offered counts, or two arrivals at once would go to the same person.</summary>
public readonly record struct WorkLoad(int Urgent, int High, int Medium, int Low)
{
    /// <summary>Urgent work weighs 4, high 3, medium 2, low 1. Capacity is compared with it.</summary>
    public int Weight => (4 * Urgent) + (3 * High) + (2 * Medium) + Low;

    public int Count => Urgent + High + Medium + Low;

    /// <summary>The load with so much more work of the priority; an unknown priority weighs as medium.</summary>
    public WorkLoad With(string? priority, int count) => priority switch
    {
        "urgent" => this with { Urgent = Urgent + count },
        "high" => this with { High = High + count },
        "low" => this with { Low = Low + count },
        _ => this with { Medium = Medium + count },
    };
}
