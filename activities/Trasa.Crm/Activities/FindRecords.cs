using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine.Execution;
using Trasa.Engine.Stores;
using Trasa.Model.Activities;

namespace Trasa.Crm.Activities;

internal sealed class FindRecords(RecordType type, IRecords records, ChangeCauses causes) : RecordActivity(type, records, causes)
{
    public override ActivityDescriptor Descriptor => field ??= Describe(
        "Find",
        $"Find {Type.Plural}",
        $"Looks for {Type.Plural} that meet conditions.",
        [
            new("where", "Object", "A context of field and value, e.g. { status: \"New\" }, or a list of { field, operator, value }."),
            new("search", "String", "Words to look for.", Editor: "text"),
            new("orderBy", "Object", "A field, with a leading - for descending, or a list of them."),
            new("take", "Int64", "How many at the most; 50 when not given."),
        ],
        [
            new("records", "Object", "What was found."),
            new("record", "Object", "The first of them."),
            new("count", "Int64", "How many there are in all."),
        ],
        "Found",
        "Not found");

    protected override async Task RunAsync(ActivityContext context, IUnitOfWork work, CancellationToken cancellationToken)
    {
        var query = new RecordQuery(
            Type.Key,
            Conditions(context, context.HasInput("where") ? context.Input<object>("where") : null),
            context.HasInput("search") ? context.Input<string>("search") : null,
            Words(context.HasInput("orderBy") ? context.Input<object>("orderBy") : null),
            Take: (int)Math.Clamp((context.HasInput("take") ? context.Input<decimal?>("take") : null) ?? 50, 1, 1000));
        var page = await Records.QueryAsync(work, query, ActorOf(context), cancellationToken).ConfigureAwait(false);
        var found = page.Records.Select(record => (object?)RecordValues.ForWorkflow(record)).ToList();
        context.Output("records", found);
        context.Output("record", found.FirstOrDefault());
        context.Output("count", (decimal)page.Total);
        context.Complete(found.Count == 0 ? "Not found" : "Found");
    }

    /// <exception cref="ActivityFaultException">The conditions are neither a context nor a list of them.</exception>
    public static List<FieldCondition> Conditions(ActivityContext context, object? given) => given switch
    {
        null or "" => [],
        IReadOnlyDictionary<string, object?> one when one.ContainsKey("field") => [Condition(one)],
        IReadOnlyDictionary<string, object?> equal => [.. equal.Select(entry => new FieldCondition(entry.Key, Kind(entry.Value), entry.Value))],
        IEnumerable<object?> list => [.. list.Select(item => item is IReadOnlyDictionary<string, object?> condition ? Condition(condition) : throw Misfit(context))],
        _ => throw Misfit(context),
    };

    private static FieldOperator Kind(object? value) => value is IEnumerable<object?> and not IReadOnlyDictionary<string, object?> ? FieldOperator.In : FieldOperator.Equal;

    private static FieldCondition Condition(IReadOnlyDictionary<string, object?> condition)
    {
        var word = condition.GetValueOrDefault("operator") as string ?? nameof(FieldOperator.Equal);
        if (!Enum.TryParse<FieldOperator>(word, ignoreCase: true, out var kind) || !Enum.IsDefined(kind))
            throw new ActivityFaultException($"'{word}' is no comparison; there are {string.Join(", ", Enum.GetNames<FieldOperator>())}.");
        return new(condition.GetValueOrDefault("field") as string ?? "", kind, condition.GetValueOrDefault("value"));
    }

    private static List<string>? Words(object? given) => given switch
    {
        null or "" => null,
        string text => [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
        IEnumerable<object?> list => [.. list.OfType<string>()],
        _ => null,
    };

    private static ActivityFaultException Misfit(ActivityContext context) =>
        new($"'where' of {context.ActivityName} must be a context such as {{ status: \"New\" }} or a list of {{ field, operator, value }}.");
}
