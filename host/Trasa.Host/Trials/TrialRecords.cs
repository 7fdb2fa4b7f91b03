using System.Text.Json.Nodes;
using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Crm.Scenarios;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Host.Trials;

/// <summary>
/// What happens to records in a trial: to those of its house, and to copies of real ones that did not come along, such as
/// cases. It is done by steps of scenarios, so that a run that is kept holds all that it needs.
/// </summary>
/// <param name="world">The house of the trial.</param>
/// <param name="live">The real records.</param>
/// <param name="actor">Only real records that this person may see.</param>
internal sealed class TrialRecords(ScenarioWorld world, IRecords live, Actor actor)
{
    /// <summary>Somebody who looks for another one types a part of its name.</summary>
    private const int Most = 8;

    public RecordHappening? Happening(string name) => RecordHappening.Find(name, world.Types);

    /// <summary>The record of the house, or null.</summary>
    public Task<Record?> HereAsync(RecordReference record, CancellationToken cancellationToken) =>
        world.Types.Find(record.Type) is null ? Task.FromResult<Record?>(null) : world.Records.FindAsync(null, record.Type, record.Id, Actor.System, cancellationToken);

    /// <summary>The newest few, of the house and of the real ones.</summary>
    public async Task<IReadOnlyList<Record>> NewestAsync(RecordType type, string search, CancellationToken cancellationToken)
    {
        var query = new RecordQuery(type.Key, Search: search, Take: Most);
        var here = await world.Records.QueryAsync(null, query, Actor.System, cancellationToken);
        var real = await live.QueryAsync(null, query, actor, cancellationToken);
        return [.. here.Records.Concat(real.Records).DistinctBy(record => record.Id).OrderByDescending(record => record[SystemFields.CreatedAt] as DateTimeOffset?).Take(Most)];
    }

    /// <summary>What a new record is given to be like this one, among the fields that are asked for. A state in the middle of its life is not among it.</summary>
    public async Task<Dictionary<string, object?>> LikeAsync(RecordHappening happening, Record record, CancellationToken cancellationToken)
    {
        var values = await CopiedAsync(record, happening.Asked, cancellationToken);
        if (happening.Type.Status is { } status && values.GetValueOrDefault(status.Field) is string state && !status.Initial.Contains(state)) values.Remove(status.Field);
        return values;
    }

    /// <summary>The steps that make it happen. Nothing is done yet, but it was tried whether it can be.</summary>
    /// <param name="happening">What.</param>
    /// <param name="record">To which record, of the house or a real one; null for a new one.</param>
    /// <param name="values">What was filled in, by field.</param>
    /// <param name="cancellationToken">The page was left.</param>
    public async Task<TrialSteps> StepsAsync(RecordHappening happening, Record? record, IReadOnlyDictionary<string, object?> values, CancellationToken cancellationToken)
    {
        if (!happening.IsNew && record is null) return Wrong("Choose a record first.");
        if (!happening.IsNew && happening.Verb is null && !values.Any(value => !Equals(value.Value, record![value.Key]))) return Wrong("Change something first.");
        var copy = record is null || happening.IsNew || await HereAsync(record.Reference, cancellationToken) is not null ? null : await CopiedAsync(record, null, cancellationToken);
        if (await ProblemsAsync(happening, record, copy, values, cancellationToken) is { Count: > 0 } problems) return new([], problems);
        List<JsonObject> steps = [];
        if (copy is not null) steps.Add(Step(happening.Type, await WrittenAsync(happening.Type, copy, cancellationToken)));
        var step = Step(happening.Type, await WrittenAsync(happening.Type, values, cancellationToken));
        if (!happening.IsNew) step["record"]!["find"] = await FindAsync(record!, copy, cancellationToken);
        if (happening.Verb is { } verb) step["record"]!["verb"] = verb.Key;
        return new([.. steps, step], []);
    }

    /// <summary>Does it in a transaction that is never committed.</summary>
    private async Task<IReadOnlyList<FieldProblem>> ProblemsAsync(RecordHappening happening, Record? record, IReadOnlyDictionary<string, object?>? copy, IReadOnlyDictionary<string, object?> values, CancellationToken cancellationToken)
    {
        var type = happening.Type.Key;
        await using var work = await world.Database.BeginAsync(cancellationToken);
        try
        {
            if (copy is not null) record = await world.Records.CreateAsync(work, type, copy, Actor.System, cancellationToken);
            if (happening.IsNew) await world.Records.CreateAsync(work, type, values, Actor.System, cancellationToken);
            else if (happening.Verb is { } verb) await world.Get<IRecordVerbs>().RunAsync(work, record!.Reference, verb.Key, values, Actor.System, cancellationToken);
            else await world.Records.UpdateAsync(work, type, record!.Id, values, null, Actor.System, cancellationToken);
            return [];
        }
        catch (RecordInvalidException invalid)
        {
            return invalid.Problems;
        }
        catch (Exception problem) when (problem is RecordNotFoundException or RecordForbiddenException or ConcurrencyException)
        {
            return Wrong(problem.Message).Problems;
        }
    }

    /// <summary>What only one record may have and another of the house has stays out, and so does what leads to nothing in the house.</summary>
    /// <param name="record">The record.</param>
    /// <param name="fields">Only these; null for all that is written.</param>
    /// <param name="cancellationToken">The page was left.</param>
    private async Task<Dictionary<string, object?>> CopiedAsync(Record record, HashSet<string>? fields, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var field in world.Types[record.Type].Fields.Where(field => !field.IsComputed && fields?.Contains(field.Name) != false))
            if (record[field.Name] is { } value && await IsFreeAsync(record.Type, field, value, cancellationToken) && await LeadsAsync(field, value, cancellationToken)) values[field.Name] = value;
        return values;
    }

    private async Task<bool> IsFreeAsync(string type, RecordField field, object value, CancellationToken cancellationToken) =>
        !field.Unique || (await world.Records.QueryAsync(null, new RecordQuery(type, [new(field.Name, FieldOperator.Equal, value)], Take: 1), Actor.System, cancellationToken)).Records.Count == 0;

    private async Task<bool> LeadsAsync(RecordField field, object value, CancellationToken cancellationToken)
    {
        if (field.IsOpenReference) return RecordReference.TryParse(value as string, out var open) && await HereAsync(open, cancellationToken) is not null;
        if (field.Target is not { } target) return true;
        foreach (var id in value is IReadOnlyList<object?> several ? several.OfType<Guid>() : [(Guid)value])
            if (await HereAsync(new(target, id), cancellationToken) is null) return false;
        return true;
    }

    /// <summary>As people name it, when that names only one: a scenario means the same in another installation.</summary>
    private async Task<JsonObject> FindAsync(Record record, IReadOnlyDictionary<string, object?>? copy, CancellationToken cancellationToken)
    {
        var values = copy ?? record.Values;
        foreach (var name in (string[])["number", "login", world.Types[record.Type].TitleField])
        {
            if (values.GetValueOrDefault(name) is not string text) continue;
            var find = new JsonObject { [name] = text };
            if (copy is not null || (await world.ManyAsync(record.Type, find, cancellationToken)).Count == 1) return find;
        }

        return new() { [SystemFields.Id] = record.Id.ToString() };
    }

    private static JsonObject Step(RecordType type, JsonObject set) => new() { ["record"] = new JsonObject { ["type"] = type.Key, ["set"] = set } };

    private async Task<JsonObject> WrittenAsync(RecordType type, IReadOnlyDictionary<string, object?> values, CancellationToken cancellationToken)
    {
        var set = new JsonObject();
        foreach (var (name, value) in values) set[name] = await WrittenAsync(type[name], value, cancellationToken);
        return set;
    }

    /// <summary>As a step says it: people by their login, times as on the clock of the trial.</summary>
    private async Task<JsonNode?> WrittenAsync(RecordField field, object? value, CancellationToken cancellationToken)
    {
        switch (value)
        {
            case IReadOnlyList<object?> several:
                var list = new JsonArray();
                foreach (var one in several) list.Add(await WrittenAsync(field, one, cancellationToken));
                return list;
            case Guid id when field.Target == "user" && (await HereAsync(new("user", id), cancellationToken))?.Text("login") is { } login:
                return login;
            case DateTimeOffset instant:
                return world.Local(instant);
            case bool flag:
                return flag;
            case decimal number:
                return number;
            default:
                return RecordText(value);
        }
    }

    private static JsonNode? RecordText(object? value) => value switch
    {
        null => null,
        DateOnly date => date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static TrialSteps Wrong(string message) => new([], [new("$record", message)]);
}
