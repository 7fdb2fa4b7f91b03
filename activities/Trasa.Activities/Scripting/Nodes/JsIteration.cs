using Trasa.Activities.Scripting.Values;

namespace Trasa.Activities.Scripting.Nodes;

/// <summary>What <c>for ... of</c>, spreading and array patterns go through.</summary>
internal static class JsIteration
{
    public static List<object?> Of(JsContext context, object? value)
    {
        List<object?> list = value switch
        {
            JsArray array => [.. array.Items],
            string text => [.. text.EnumerateRunes().Select(rune => (object?)rune.ToString())],
            JsMap { IsSet: true } set => [.. set.Entries.Keys.Select(JsKeys.Back)],
            JsMap map => [.. map.Entries.Select(entry => (object?)new JsArray([JsKeys.Back(entry.Key), entry.Value]))],
            _ => throw JsThrow.Type($"{JsConvert.ToText(value)} is not iterable"),
        };
        context.Charge(list.Count);
        return list;
    }
}
