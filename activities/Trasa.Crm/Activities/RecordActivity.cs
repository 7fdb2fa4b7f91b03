using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Execution;
using Trasa.Engine.Stores;
using Trasa.Model.Activities;

namespace Trasa.Crm.Activities;

/// <summary>What the activities of all record types share.</summary>
internal abstract class RecordActivity(RecordType type, IRecords records, ChangeCauses causes) : Activity
{
    protected RecordType Type { get; } = type;

    protected IRecords Records { get; } = records;

    public static string TypeName(RecordType type, string verb) => $"Trasa.{char.ToUpperInvariant(type.Key[0])}{type.Key[1..]}.{verb}";

    public sealed override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var work = await context.WorkAsync(cancellationToken).ConfigureAwait(false);
        causes.Set(work, new(context.InstanceId, context.ActivityId));
        try
        {
            await RunAsync(context, work, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is RecordInvalidException or RecordForbiddenException or RecordNotFoundException)
        {
            throw new ActivityFaultException(problem.Message, problem);
        }
    }

    /// <summary>
    /// Under whose authority the step acts: that of whoever the burst runs for, or, where the definition says
    /// <c>"customProperties": { "authority": "process" }</c>, that of the process, which still names the person.
    /// </summary>
    protected static Actor ActorOf(ActivityContext context) =>
        context.Properties["customProperties"]?["authority"]?.GetValue<string>() == "process" ? new(null, context.Actor.Name, context.Actor.OnBehalfOf) : context.Actor;

    protected abstract Task RunAsync(ActivityContext context, IUnitOfWork work, CancellationToken cancellationToken);

    protected ActivityDescriptor Describe(string verb, string displayName, string description, IReadOnlyList<ActivityInput> inputs, IReadOnlyList<ActivityOutput> outputs, params IReadOnlyList<string> outcomes) => new()
    {
        Type = TypeName(Type, verb),
        Category = Type.Plural,
        DisplayName = displayName,
        Description = description,
        Inputs = inputs,
        Outputs = outputs,
        Outcomes = outcomes.Count == 0 ? ["Done"] : outcomes,
    };

    protected IReadOnlyList<ActivityOutput> RecordOutputs() =>
    [
        new("record", "Object", $"The {Type.Label} with all its fields."),
        new("reference", "String", "How events and links address it, type:id."),
        .. Type.Find("number") is null ? Array.Empty<ActivityOutput>() : [new("number", "String", "Its number.")],
    ];

    protected ActivityInput IdInput() => new("recordId", "Object", $"The {Type.Label}: an id, a reference or a record.", Required: true);

    protected static void Deliver(ActivityContext context, Record record)
    {
        context.Output("record", RecordValues.ForWorkflow(record));
        context.Output("reference", record.Reference.ToString());
        if (record.Values.ContainsKey("number")) context.Output("number", record["number"]);
    }

    /// <exception cref="ActivityFaultException">The input is empty or no identifier.</exception>
    protected Guid Id(ActivityContext context)
    {
        var given = context.Input<object>("recordId");
        var (id, problem) = FieldValues.Convert(SystemFields.Find(SystemFields.Id)! with { To = Type.Key }, given);
        return id is Guid found ? found : throw new ActivityFaultException($"'recordId' of {context.ActivityName} {problem ?? "is empty"}");
    }

    /// <summary>The whole object of <paramref name="whole"/> with the single field inputs on top.</summary>
    protected Dictionary<string, object?> FieldInputs(ActivityContext context, string whole, IEnumerable<RecordField> fields)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (context.HasInput(whole))
        {
            var given = context.Input<object>(whole);
            if (given is not (null or IReadOnlyDictionary<string, object?>)) throw new ActivityFaultException($"'{whole}' of {context.ActivityName} must be a context such as {{ {Type.TitleField}: \"...\" }}.");
            foreach (var (name, value) in given as IReadOnlyDictionary<string, object?> ?? new Dictionary<string, object?>()) values[name] = value;
        }

        foreach (var field in fields)
            if (context.HasInput(FieldInput.Name(Type, field))) values[field.Name] = context.Input<object>(FieldInput.Name(Type, field));
        return values;
    }
}
