using Trasa.Crm.Metadata;

namespace Trasa.Host.Trials;

/// <summary>What somebody does to a record so that an event is raised: it is made or changed, or a verb of its type is used.</summary>
/// <param name="Event">The event's name.</param>
/// <param name="Type">The record's type.</param>
/// <param name="IsNew">Whether it is made.</param>
/// <param name="Field">The field whose change the event tells of, or null.</param>
/// <param name="Verb">The verb that raises it, or null.</param>
internal sealed record RecordHappening(string Event, RecordType Type, bool IsNew = false, RecordField? Field = null, RecordVerb? Verb = null)
{
    /// <summary>The fields that somebody fills in; where nobody fills in any, as of a message, what the product writes.</summary>
    public HashSet<string> Asked
    {
        get
        {
            if (Verb is not null) return [.. Verb.Inputs ?? []];
            if (Field is { IsComputed: false }) return [Field.Name];
            HashSet<string> typed = [.. from one in Type.Fields where one is { ReadOnly: false, AskedByVerb: false, IsComputed: false } select one.Name];
            return typed.Count > 0 ? typed : [.. from one in Type.Fields where !one.IsComputed select one.Name];
        }
    }

    /// <summary>Null for an event that nobody raises by what they do to a record, such as a reminder.</summary>
    public static RecordHappening? Find(string name, RecordTypeSet types) => All(types).FirstOrDefault(happening => happening.Event == name);

    public static IEnumerable<RecordHappening> All(RecordTypeSet types) => types.All.Where(type => !type.Silent).OrderBy(type => type.Label, StringComparer.Ordinal).SelectMany(To);

    private static IEnumerable<RecordHappening> To(RecordType type)
    {
        yield return new($"{type.Key}.created", type, IsNew: true);
        yield return new($"{type.Key}.changed", type);
        foreach (var name in type.ChangeEvents.Append(type.Status?.Field).OfType<string>().Distinct())
            yield return new($"{type.Key}.{name}.changed", type, Field: type[name]);
        foreach (var whole in type.BelongsTo.Select(name => type[name].Target).OfType<string>().Distinct())
        {
            yield return new($"{whole}.{type.Key}.created", type, IsNew: true);
            yield return new($"{whole}.{type.Key}.changed", type);
        }

        foreach (var verb in type.Verbs)
            if (verb.Event is { } raised) yield return new(raised, type, Verb: verb);
    }
}
