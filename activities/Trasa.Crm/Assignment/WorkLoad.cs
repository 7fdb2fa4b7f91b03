namespace Trasa.Crm.Assignment;

/// <summary>
/// The open work of a person by priority, whatever its record type; what is offered counts, or two arrivals at once would
/// go to the same person. What it weighs is for R-ASSIGN to say.
/// </summary>
public readonly record struct WorkLoad(int Urgent, int High, int Medium, int Low)
{
    public int Count => Urgent + High + Medium + Low;

    /// <summary>The load with so much more work of the priority; an unknown priority counts as medium.</summary>
    public WorkLoad With(string? priority, int count) => priority switch
    {
        "urgent" => this with { Urgent = Urgent + count },
        "high" => this with { High = High + count },
        "low" => this with { Low = Low + count },
        _ => this with { Medium = Medium + count },
    };
}
