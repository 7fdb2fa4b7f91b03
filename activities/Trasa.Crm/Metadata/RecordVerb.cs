using System.Text.Json;

namespace Trasa.Crm.Metadata;

/// <summary>A word of the domain that changes a record: a button on its page and an activity <c>Trasa.{Type}.{Verb}</c>.</summary>
/// <param name="Key">PascalCase, e.g. <c>Resolve</c>.</param>
/// <param name="Label">On the button.</param>
/// <param name="Description">One sentence for the process owner.</param>
/// <param name="Set">Values it sets; literals or <c>$now</c>, <c>$today</c>, <c>$me</c>.</param>
/// <param name="Inputs">Fields that it asks for.</param>
/// <param name="Event">The event that it raises besides those of the change, e.g. <c>case.resolved</c>, or null.</param>
/// <param name="Icon">A Material symbol name.</param>
public sealed record RecordVerb(
    string Key,
    string Label,
    string Description,
    IReadOnlyDictionary<string, JsonElement>? Set = null,
    IReadOnlyList<string>? Inputs = null,
    string? Event = null,
    string? Icon = null);
