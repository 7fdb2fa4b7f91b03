namespace Trasa.Crm.Metadata;

/// <summary>
/// That records of a type are work which is given to people: they weigh in the load of whoever has them, wait in the
/// queues of teams and are chosen for by R-ASSIGN, all the same whatever the type.
/// </summary>
/// <param name="Over">The states in which nobody has to work on it any more.</param>
/// <param name="Assignee">The user field that says who has it.</param>
/// <param name="Priority">The choice field with <c>urgent</c>, <c>high</c>, <c>medium</c>, <c>low</c>, or null: then all weigh as medium.</param>
/// <param name="Client">The field with the company that it is for, or null: its owner is preferred, and who may not see it is passed over.</param>
/// <param name="Previous">The field with the piece of work before it in a chain, or null: who had that one is preferred.</param>
/// <param name="Area">The text field with the area that it comes from, or null: only people with a right to that area may have it.</param>
public sealed record AssignedWork(
    IReadOnlyList<string> Over,
    string Assignee = "assignee",
    string? Priority = null,
    string? Client = null,
    string? Previous = null,
    string? Area = null);
