using Trasa.Crm.ChangeLog;
using Trasa.Crm.Metadata;
using Trasa.Engine.Doors;

namespace Trasa.Crm.Records;

/// <summary>
/// Values on their way into a record: converted, defaulted, checked against the declaration alone. Collects every
/// problem instead of stopping at the first.
/// </summary>
internal sealed class RecordDraft
{
    private readonly RecordType _type;
    private readonly Record? _before;
    private readonly List<FieldProblem> _problems = [];

    private RecordDraft(RecordType type, Record? before, Dictionary<string, object?> values)
    {
        _type = type;
        _before = before;
        Values = values;
    }

    /// <summary>The declared fields and their values as they will be.</summary>
    public Dictionary<string, object?> Values { get; }

    public static RecordDraft New(RecordType type, IReadOnlyDictionary<string, object?> given, Authority authority, bool automated, DateTimeOffset now, Actor actor)
    {
        var draft = new RecordDraft(type, null, type.Fields.ToDictionary(field => field.Name, _ => (object?)null, StringComparer.Ordinal));
        draft.Take(given, authority, automated);
        draft.FillDefaults(given, now, actor);
        draft.CheckStart(automated && actor.UserId is null);
        return draft;
    }

    public static RecordDraft Of(RecordType type, Record before, IReadOnlyDictionary<string, object?> changes, IReadOnlyDictionary<string, object?>? measured, Authority authority, bool automated, DateTimeOffset now)
    {
        var values = type.Fields.ToDictionary(field => field.Name, field => before[field.Name], StringComparer.Ordinal);
        var draft = new RecordDraft(type, before, values);
        draft.Take(changes, authority, automated);
        if (measured is not null) draft.Take(measured, Authority.System, automated: true);
        draft.TakeTransition(now);
        return draft;
    }

    /// <summary>What differs from the record as it was; of a new one, what has a value.</summary>
    public Dictionary<string, FieldChange> Changes() => _type.Fields
        .Where(field => !FieldValues.Same(_before?[field.Name], Values[field.Name]))
        .ToDictionary(field => field.Name, field => new FieldChange(_before?[field.Name], Values[field.Name]), StringComparer.Ordinal);

    public void Problem(string field, string message) => _problems.Add(new(field, message));

    public void CheckRequired()
    {
        foreach (var field in _type.Fields)
        {
            var changed = _before is null || !FieldValues.Same(_before[field.Name], Values[field.Name]);
            if (field.Required && changed && Values[field.Name] is null && _problems.All(problem => problem.Field != field.Name))
                Problem(field.Name, $"{field.Label} is required.");
        }
    }

    public void Calculate(Formulas formulas)
    {
        if (formulas.Any) _problems.AddRange(formulas.Calculate(Values));
    }

    public void CheckRules(RecordRules rules) => _problems.AddRange(rules.Broken(Values, Changes().Keys));

    /// <exception cref="RecordInvalidException">There are problems.</exception>
    public void ThrowIfInvalid()
    {
        if (_problems.Count > 0) throw new RecordInvalidException(_type.Key, _problems);
    }

    public void Take(IReadOnlyDictionary<string, object?> given, Authority authority, bool automated)
    {
        foreach (var (name, value) in given)
        {
            if (_type.Fields.FirstOrDefault(field => field.Name == name) is not { } field)
            {
                Problem(name, SystemFields.Contains(name) ? "is written by the system." : $"{_type.Key} has no such field.");
                continue;
            }

            var (converted, problem) = FieldValues.Convert(field, value);
            if (problem is not null) Problem(name, problem);
            else if (FieldValues.Same(Values[name], converted)) continue;
            else if (Refusal(field, authority, automated) is { } refusal) Problem(name, refusal);
            else Values[name] = converted;
        }
    }

    private static string? Refusal(RecordField field, Authority authority, bool automated)
    {
        if (field.Formula is not null) return "is calculated.";
        if (field.RollUp is not null && !automated) return "is added up.";
        if (field.ReadOnly && !automated) return "is written by processes and the system.";
        return authority.CanWrite(field) ? null : "you may not change this field.";
    }

    private void FillDefaults(IReadOnlyDictionary<string, object?> given, DateTimeOffset now, Actor actor)
    {
        foreach (var field in _type.Fields)
        {
            // What was emptied on purpose stays empty, unless a record cannot be without it.
            if (Values[field.Name] is not null || (given.ContainsKey(field.Name) && !field.Required)) continue;
            if (field.Default is { } declared) Values[field.Name] = Defaults.Value(field, declared, now, actor);
            else if (field.Name == _type.Status?.Field) Values[field.Name] = _type.Status.Initial[0];
        }
    }

    /// <summary>Only the system itself, when it brings history in, creates a record in the middle of its life.</summary>
    private void CheckStart(bool import)
    {
        if (_type.Status is not { } status || import) return;
        if (Values[status.Field] is string state && !status.Initial.Contains(state))
            Problem(status.Field, $"a new {_type.Label} starts as {string.Join(" or ", status.Initial)}, not as {state}.");
    }

    private void TakeTransition(DateTimeOffset now)
    {
        if (_type.Status is not { } status || _before![status.Field] is not string from) return;
        if (Values[status.Field] is not string to)
        {
            Problem(status.Field, "a state cannot be emptied.");
            return;
        }

        if (from == to) return;
        if (status.Find(from, to) is not { } transition)
        {
            var next = string.Join(", ", status.Next(from));
            Problem(status.Field, $"cannot go from {from} to {to}; from {from} it can go to {(next.Length == 0 ? "no other state" : next)}.");
            return;
        }

        foreach (var name in transition.Clears ?? []) Values[name] = null;
        if (transition.Count is { } count) Values[count] = (Values[count] as decimal? ?? 0) + 1;
        if (transition.Stamp is { } stamp) Values[stamp] = FieldValues.Truncate(now);
        foreach (var name in transition.Requires ?? [])
            if (Values[name] is null) Problem(name, $"{_type[name].Label} is required to go to {to}.");
    }
}
