using Trasa.Crm.Activities;
using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine.Execution;
using Trasa.Engine.Stores;
using Trasa.Model.Activities;

namespace Trasa.Crm.Matching;

/// <summary>
/// Looks for what may be the same: records of several types with one of several values. Processes that look for the same
/// value follow one another, so that what the first one adds in the same step of the way is found by the second.
/// </summary>
internal sealed class FindMatches(IRecords records, IRecordTypes types) : Activity
{
    private const int MostPerClue = 20;

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Trasa.FindMatches",
        Category = "Records",
        DisplayName = "Look for the same",
        Description = "Looks for records that share a value, such as an address or a tax number, with what has come in.",
        Inputs = [new("clues", "Object", "A list of { type, field, value } with, when not all records count, where: { field: value }. Clues without a value are left out.", Required: true)],
        Outputs =
        [
            new("matches", "Object", "What was found: a list of { type, field, id, reference, record }."),
            new("found", "Object", "The types and fields that were found, as type.field."),
        ],
        Outcomes = ["Found", "Not found"],
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var work = await context.WorkAsync(cancellationToken).ConfigureAwait(false);
        var clues = Clues(context);
        await Turns.TakeAsync(work, clues.Select(clue => $"match:{clue.Value}"), cancellationToken).ConfigureAwait(false);
        var matches = new List<object?>();
        var found = new List<object?>();
        foreach (var clue in clues)
        {
            foreach (var record in await FindAsync(work, context, clue, cancellationToken).ConfigureAwait(false))
            {
                matches.Add(Match(clue, record));
                if (!found.Contains(clue.Name)) found.Add(clue.Name);
            }
        }

        context.Output("matches", matches);
        context.Output("found", found);
        context.Complete(matches.Count == 0 ? "Not found" : "Found");
    }

    private async Task<IReadOnlyList<Record>> FindAsync(IUnitOfWork work, ActivityContext context, Clue clue, CancellationToken cancellationToken)
    {
        var query = new RecordQuery(clue.Type.Key, [new(clue.Field.Name, FieldOperator.Equal, clue.Value), .. clue.Where], Take: MostPerClue);
        try
        {
            return (await records.QueryAsync(work, query, context.Actor, cancellationToken).ConfigureAwait(false)).Records;
        }
        catch (RecordInvalidException problem)
        {
            throw new ActivityFaultException(problem.Message, problem);
        }
    }

    private static Dictionary<string, object?> Match(Clue clue, Record record) => new(StringComparer.Ordinal)
    {
        ["type"] = record.Type,
        ["field"] = clue.Field.Name,
        ["id"] = record.Id.ToString(),
        ["reference"] = record.Reference.ToString(),
        ["record"] = RecordValues.ForWorkflow(record),
    };

    private List<Clue> Clues(ActivityContext context)
    {
        if (context.Input<object>("clues") is not IEnumerable<object?> list) throw Misfit();
        var clues = new List<Clue>();
        foreach (var item in list)
        {
            if (item is not IReadOnlyDictionary<string, object?> clue) throw Misfit();
            var type = types.Current.Find(clue.GetValueOrDefault("type") as string ?? "") ?? throw new ActivityFaultException($"clues: there is no record type '{clue.GetValueOrDefault("type")}'.");
            var field = type.Find(clue.GetValueOrDefault("field") as string ?? "") ?? throw new ActivityFaultException($"clues: {type.Key} has no field '{clue.GetValueOrDefault("field")}'.");
            // What cannot be a value of the field cannot be found either.
            if (FieldValues.Convert(field, clue.GetValueOrDefault("value")) is { Value: { } value, Problem: null }) clues.Add(new(type, field, value, Conditions.Read(context, clue.GetValueOrDefault("where"))));
        }

        return clues;
    }

    private static ActivityFaultException Misfit() => new("clues: give a list of { type, field, value }.");

    private sealed record Clue(RecordType Type, RecordField Field, object Value, IReadOnlyList<FieldCondition> Where)
    {
        public string Name => $"{Type.Key}.{Field.Name}";
    }
}
