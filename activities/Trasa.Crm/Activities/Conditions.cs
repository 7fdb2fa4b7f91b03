using Trasa.Crm.Records;
using Trasa.Engine.Execution;

namespace Trasa.Crm.Activities;

/// <summary>
/// Conditions as they are written in workflows and kept in records: <c>{ status: "New" }</c>, or a list of
/// <c>{ field, operator, value }</c> and of <c>{ field, related: { type, field, where } }</c> or <c>{ field, unrelated: ... }</c>; also as JSON text.
/// </summary>
public static class Conditions
{
    /// <exception cref="FormatException">It is neither; the message says what would be right.</exception>
    public static List<FieldCondition> Read(object? given) => given switch
    {
        null or "" => [],
        string text => Read(Parsed(text)),
        IReadOnlyDictionary<string, object?> one when one.ContainsKey("field") => [One(one)],
        IReadOnlyDictionary<string, object?> equal => [.. equal.Select(entry => new FieldCondition(entry.Key, Kind(entry.Value), entry.Value))],
        // A list may hold what a record keeps as JSON, beside conditions of its own.
        IEnumerable<object?> list => [.. list.SelectMany(item => item is IReadOnlyDictionary<string, object?> condition ? [One(condition)] : item is string text ? Read(text) : throw Misfit())],
        _ => throw Misfit(),
    };

    /// <exception cref="ActivityFaultException">It is neither; the message says what would be right.</exception>
    internal static List<FieldCondition> Read(ActivityContext context, object? given)
    {
        try
        {
            return Read(given);
        }
        catch (FormatException problem)
        {
            throw new ActivityFaultException($"'where' of {context.ActivityName}: {problem.Message}", problem);
        }
    }

    private static object? Parsed(string text)
    {
        try
        {
            return RecordJson.Read(text);
        }
        catch (System.Text.Json.JsonException problem)
        {
            throw new FormatException($"the conditions are no JSON: {problem.Message}", problem);
        }
    }

    private static FieldOperator Kind(object? value) => value is IEnumerable<object?> and not IReadOnlyDictionary<string, object?> ? FieldOperator.In : FieldOperator.Equal;

    private static FieldCondition One(IReadOnlyDictionary<string, object?> condition)
    {
        var field = condition.GetValueOrDefault("field") as string ?? "";
        if (condition.GetValueOrDefault("related") is IReadOnlyDictionary<string, object?> related) return new(field, FieldOperator.In, Others(related));
        if (condition.GetValueOrDefault("unrelated") is IReadOnlyDictionary<string, object?> unrelated) return new(field, FieldOperator.In, Others(unrelated) with { None = true });
        var word = condition.GetValueOrDefault("operator") as string ?? nameof(FieldOperator.Equal);
        if (!Enum.TryParse<FieldOperator>(word, ignoreCase: true, out var kind) || !Enum.IsDefined(kind))
            throw new FormatException($"'{word}' is no comparison; there are {string.Join(", ", Enum.GetNames<FieldOperator>())}.");
        return new(field, kind, condition.GetValueOrDefault("value"));
    }

    private static RelatedRecords Others(IReadOnlyDictionary<string, object?> given) =>
        new(given.GetValueOrDefault("type") as string ?? "", given.GetValueOrDefault("field") as string ?? "id", Read(given.GetValueOrDefault("where")));

    private static FormatException Misfit() => new("give a context such as { status: \"New\" }, or a list of { field, operator, value }.");
}
