using System.Globalization;
using Microsoft.Extensions.Localization;
using Trasa.Crm.Activities;
using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Host.Components.Shared;
using Trasa.Host.Resources;

namespace Trasa.Host.Components.Records;

/// <summary>Conditions that a record keeps, as people read them: "Company has Contract (Product: Name is FleetCard)".</summary>
internal sealed class ConditionWords(IRecordTypes types, IStringLocalizer<Texts> text)
{
    /// <summary>Each condition as a sentence, or null when the JSON holds something else.</summary>
    public IReadOnlyList<string>? Of(string json)
    {
        try
        {
            var conditions = Conditions.Read(json);
            return conditions.Count == 0 ? null : [.. conditions.Select(condition => Say(condition, null))];
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private string Say(FieldCondition condition, RecordType? type)
    {
        var field = type?.Find(condition.Field);
        var label = field is null ? Words.Name(condition.Field) : text[field.Label].Value;
        if (condition.Value is RelatedRecords others) return Say(label, others);
        return condition.Operator switch
        {
            FieldOperator.Equal => text["{0} is {1}", label, Value(field, condition.Value)],
            FieldOperator.NotEqual => text["{0} is not {1}", label, Value(field, condition.Value)],
            FieldOperator.Less => text["{0} is less than {1}", label, Value(field, condition.Value)],
            FieldOperator.LessOrEqual => text["{0} is at most {1}", label, Value(field, condition.Value)],
            FieldOperator.Greater => text["{0} is more than {1}", label, Value(field, condition.Value)],
            FieldOperator.GreaterOrEqual => text["{0} is at least {1}", label, Value(field, condition.Value)],
            FieldOperator.Contains => text["{0} contains {1}", label, Value(field, condition.Value)],
            FieldOperator.StartsWith => text["{0} begins with {1}", label, Value(field, condition.Value)],
            FieldOperator.In => text["{0} is one of {1}", label, Value(field, condition.Value)],
            FieldOperator.IsNull => text["{0} is empty", label],
            FieldOperator.IsNotNull => text["{0} is given", label],
        };
    }

    private string Say(string label, RelatedRecords others)
    {
        var type = types.Current.Find(others.Type);
        var where = string.Join("; ", others.Where.Select(condition => Say(condition, type)));
        if (others.Field == "id" && !others.None) return $"{label}: {where}";
        var record = type is null ? others.Type : text[type.Label].Value;
        var has = others.None ? text["{0} has no {1}", label, record] : text["{0} has {1}", label, record];
        return where.Length == 0 ? has : $"{has.Value} ({where})";
    }

    private string Value(RecordField? field, object? value) => value switch
    {
        null => text["none"],
        bool yes => text[yes ? "Yes" : "No"],
        string word when field?.Option(word) is { } option => text[option.Text],
        string word => word,
        IEnumerable<object?> several => string.Join(", ", several.Select(one => Value(field, one))),
        _ => Convert.ToString(value, CultureInfo.CurrentCulture) ?? "",
    };
}
