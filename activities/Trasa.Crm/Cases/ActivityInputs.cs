using Trasa.Engine.Execution;

namespace Trasa.Crm.Cases;

/// <summary>Inputs as records and lists, with a fault that names the input when they do not fit.</summary>
internal static class ActivityInputs
{
    /// <summary>A record's identifier, also when given as <c>type:id</c>.</summary>
    public static Guid RecordId(this ActivityContext context, string input) =>
        context.Input<object>(input) switch
        {
            Guid id => id,
            string text when Guid.TryParse(text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..], out var id) => id,
            var other => throw new ActivityFaultException($"{input}: '{other}' is no record."),
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
}
