using System.Globalization;
using System.Text.Json;
using Trasa.Crm.Records;

namespace Trasa.Host.Decisions;

/// <summary>What somebody types to try a decision: text unless it plainly is something else.</summary>
internal static class DecisionInputs
{
    /// <summary>A value for every input; what nobody has filled in is not known, which is null and no mistake.</summary>
    public static Dictionary<string, object?> Read(IEnumerable<string> inputs, IReadOnlyDictionary<string, string> typed) =>
        inputs.Distinct().ToDictionary(name => name, name => typed.GetValueOrDefault(name)?.Trim() is { Length: > 0 } text ? Value(text) : null);

    internal static object? Value(string text) => text switch
    {
        "true" => true,
        "false" => false,
        "null" => null,
        ['"', .., '"'] or ['[', .., ']'] or ['{', .., '}'] => Json(text),
        _ when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) => date,
        _ => text,
    };

    // Brackets that are no JSON are simply text.
    private static object? Json(string text)
    {
        try
        {
            return RecordJson.Read(text);
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
