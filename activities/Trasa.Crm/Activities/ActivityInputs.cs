using Trasa.Crm.Records;
using Trasa.Engine.Execution;
using Trasa.Model.Activities;

namespace Trasa.Crm.Activities;

/// <summary>Inputs as records and lists, with a fault that names the input when they do not fit.</summary>
internal static class ActivityInputs
{
    /// <summary>What an activity is about: any record, or a case by its identifier alone.</summary>
    public static IReadOnlyList<ActivityInput> AboutInputs { get; } =
    [
        new("record", "String", "The record, as type:id; the workflow's correlation when neither it nor a case is given.", Editor: "record"),
        new("case", "String", "The case, by identifier; another way to say which record.", Editor: "record"),
    ];

    /// <summary>The record that <see cref="AboutInputs"/> name, or the one that the workflow is about.</summary>
    public static RecordReference About(this ActivityContext context)
    {
        var given = context.Input<object>("record") ?? context.Input<object>("case") ?? context.CorrelationId;
        if (given is Guid caseId || Guid.TryParse(given as string, out caseId)) return new("case", caseId);
        return RecordReference.TryParse(given as string, out var reference)
            ? reference
            : throw new ActivityFaultException($"'{given}' names no record; give it as type:id, e.g. claim:0193..., or a case by its identifier.");
    }

    /// <summary>A record's identifier, also when given as <c>type:id</c>.</summary>
    public static Guid RecordId(this ActivityContext context, string input) => Id(input, context.Input<object>(input));

    /// <summary>Several records' identifiers; none when the input is empty.</summary>
    public static IReadOnlyList<Guid> RecordIds(this ActivityContext context, string input) =>
        (context.HasInput(input) ? context.Input<object>(input) : null) switch
        {
            null or "" => [],
            IEnumerable<object?> list => [.. list.Where(entry => entry is not null).Select(entry => Id(input, entry))],
            var one => [Id(input, one)],
        };

    public static IReadOnlyDictionary<string, object?> Dictionary(this ActivityContext context, string input) =>
        context.HasInput(input) && context.Input<object>(input) is IReadOnlyDictionary<string, object?> values ? values : new Dictionary<string, object?>();

    public static IReadOnlyList<string> Texts(this ActivityContext context, string input) => context.Input<object>(input) switch
    {
        string text => [text],
        IEnumerable<object?> list => [.. list.OfType<string>()],
        null => [],
        var other => throw new ActivityFaultException($"{input}: '{other}' is no list of texts."),
    };

    private static Guid Id(string input, object? value) => value switch
    {
        Guid id => id,
        string text when Guid.TryParse(text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..], out var id) => id,
        var other => throw new ActivityFaultException($"{input}: '{other}' is no record."),
    };
}
