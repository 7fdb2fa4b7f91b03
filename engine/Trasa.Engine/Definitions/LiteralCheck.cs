using Trasa.Engine.Calendars;
using Trasa.Engine.Expressions;
using Trasa.Engine.Values;
using Trasa.Model.Activities;
using Trasa.Model.Validation;
using Trasa.Model.Workflows;

namespace Trasa.Engine.Definitions;

/// <summary>Says when a value that is written down is none of the type that its input has.</summary>
internal sealed class LiteralCheck(IActivityCatalogue catalogue) : IActivityCheck
{
    public IEnumerable<ActivityFinding> Check(ActivityNode activity)
    {
        // What starts by the clock is checked as a schedule.
        if (activity.CanStartWorkflow && activity.Type is "Elsa.Timer" or "Elsa.StartAt") yield break;
        foreach (var input in catalogue.Find(activity.Type)?.Inputs ?? [])
        {
            if (activity.Input(input.Name) is not { Type: ExpressionSource.Literal or "" } source) continue;
            if (JsonValues.Read(source.Value) is not { } value || value is "" || Misfit(value, input.Type, source.TypeName) is not { } wanted) continue;
            yield return new(input.Name, $"'{Excerpt.Of(ValueConversion.Text(value) ?? "")}' is no value of '{input.Name}', which wants {wanted}.");
        }
    }

    /// <summary>What is wanted in place of the value; null when it fits.</summary>
    private static string? Misfit(object value, string type, string? written) => TypeAlias.Of(type, isArray: false) switch
    {
        TypeAlias.Kind.Duration => IsDuration(value) ? null : "a duration such as 00:15:00, PT15M or 15 min",
        TypeAlias.Kind.Instant => ValueConversion.ToInstant(value) is null ? "an instant such as 2026-03-01T09:00:00Z" : null,
        TypeAlias.Kind.Any => Scalar(value, TypeAlias.Of(written, isArray: false)),
        var kind => Scalar(value, kind),
    };

    private static string? Scalar(object value, TypeAlias.Kind kind) => kind switch
    {
        TypeAlias.Kind.Whole or TypeAlias.Kind.Number => ValueConversion.ToNumber(value) is null ? "a number" : null,
        TypeAlias.Kind.Boolean => ValueConversion.ToBoolean(value) is null ? "true or false" : null,
        _ => null,
    };

    /// <summary>Working time and instants too: it depends on the activity which of them it takes.</summary>
    private static bool IsDuration(object value) =>
        ValueConversion.ToDuration(value) is not null || BusinessDuration.TryParse(ValueConversion.Text(value), out _, out _) || ValueConversion.ToInstant(value) is not null;
}
