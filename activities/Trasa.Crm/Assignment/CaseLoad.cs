namespace Trasa.Crm.Assignment;

/// <summary>The open cases of an agent by priority; offered ones count, or two arrivals at once would go to the same person.</summary>
public readonly record struct CaseLoad(int Urgent, int High, int Medium, int Low)
{
    /// <summary>Urgent cases weigh 4, high 3, medium 2, low 1. Capacity is compared with it.</summary>
    public int Weight => (4 * Urgent) + (3 * High) + (2 * Medium) + Low;

    public int Cases => Urgent + High + Medium + Low;

    /// <summary>The load with so many more cases of the priority; an unknown priority weighs as medium.</summary>
    public CaseLoad With(string? priority, int cases) => priority switch
    {
        "urgent" => this with { Urgent = Urgent + cases },
        "high" => this with { High = High + cases },
        "low" => this with { Low = Low + cases },
        _ => this with { Medium = Medium + cases },
    };
}
