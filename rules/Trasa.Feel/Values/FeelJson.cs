using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Trasa.Feel.Values;

/// <summary>Values as JSON, for records and APIs: temporal values, ranges and functions are texts as FEEL writes them.</summary>
public static class FeelJson
{
    public static JsonNode? ToNode(FeelValue value)
    {
        // A context of the host may be deeper than any that we make.
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return value.Kind switch
        {
            FeelKind.Null => null,
            FeelKind.Boolean => JsonValue.Create(value.IsTrue),
            FeelKind.Number => JsonValue.Create(value.Number),
            FeelKind.List => new JsonArray([.. value.List.Select(ToNode)]),
            FeelKind.Context => new JsonObject(value.Context.Keys.Select(key => KeyValuePair.Create(key, ToNode(value.Context[key])))),
            FeelKind.String or FeelKind.Date or FeelKind.Time or FeelKind.DateTime or FeelKind.YearsMonthsDuration or FeelKind.DaysTimeDuration
                or FeelKind.Range or FeelKind.Function => JsonValue.Create(value.ToString()),
        };
    }
}
