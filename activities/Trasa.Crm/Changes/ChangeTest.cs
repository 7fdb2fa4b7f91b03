using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine.Execution;
using Trasa.Engine.Values;

namespace Trasa.Crm.Changes;

/// <summary>Which changes of a record a step waits for: of which fields, from what, to what, and on which condition.</summary>
internal sealed class ChangeTest
{
    private readonly ActivityContext _context;
    private readonly IReadOnlyList<RecordField> _fields;
    private readonly IReadOnlyList<object?>? _from;
    private readonly IReadOnlyList<object?>? _to;

    public ChangeTest(ActivityContext context, RecordType type)
    {
        _context = context;
        _fields = [.. ValueConversion.ToList(context.Input<object>("fields")).Select(ValueConversion.Text).Where(name => !string.IsNullOrEmpty(name)).Select(name => Field(type, name!))];
        (_from, _to) = (Values("from"), Values("to"));
        if (_fields.Count == 0 && (_from is not null || _to is not null))
            throw new ActivityFaultException("'from' and 'to' are values of a field; name it in 'fields'.");
    }

    /// <summary>Whether the change is one that is waited for.</summary>
    public bool Fits(RecordTransition step)
    {
        var changed = step.Change.Fields;
        var isMeant = _fields.Count == 0 || _fields.Any(field => changed.ContainsKey(field.Name) && Among(_from, field, step.Before[field.Name]) && Among(_to, field, step.After[field.Name]));
        return isMeant && Holds(step.Before, step.After, [.. changed.Keys]);
    }

    /// <summary>Whether the record fits as it stands, however it came there.</summary>
    public bool Fits(Record record) =>
        (_fields.Count == 0 || _fields.Any(field => Among(_to, field, record[field.Name]))) && Holds(record, record, []);

    private bool Holds(Record before, Record after, IReadOnlyList<object?> changed) => !_context.HasInput("condition") || _context.Input<bool>("condition", new Dictionary<string, object?>
    {
        ["old"] = RecordValues.ForWorkflow(before),
        ["new"] = RecordValues.ForWorkflow(after),
        ["changed"] = changed,
    });

    private static bool Among(IReadOnlyList<object?>? wanted, RecordField field, object? value) =>
        wanted is null || wanted.Any(one => FieldValues.Same(RecordHistory.Value(field, one), value));

    private IReadOnlyList<object?>? Values(string input) => !_context.HasInput(input) ? null : _context.Input<object>(input) switch
    {
        IReadOnlyList<object?> several => several,
        var one => [one is "" ? null : one],
    };

    private static RecordField Field(RecordType type, string name) => type.Find(name)
        ?? throw new ActivityFaultException($"fields: {type.Label} has no field '{name}'; there are {string.Join(", ", type.Fields.Select(field => field.Name))}.");
}
