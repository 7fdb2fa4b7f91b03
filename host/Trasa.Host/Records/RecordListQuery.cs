using Microsoft.Extensions.Primitives;
using Trasa.Crm.Metadata;
using Trasa.Crm.Records;

namespace Trasa.Host.Records;

/// <summary>
/// A list as its address says it: <c>?q=words&amp;status=New,Offered&amp;resolutionDueAt.before=$now&amp;order=-priority&amp;page=2</c>.
/// The same words serve the pages, the saved views, the export and the API.
/// </summary>
public sealed record RecordListQuery(string? Search, IReadOnlyList<RecordFilter> Filters, string? Order, int Page)
{
    public const int PageSize = 25;

    private static readonly Dictionary<string, FieldOperator> Operators = new(StringComparer.OrdinalIgnoreCase)
    {
        ["is"] = FieldOperator.Equal,
        ["not"] = FieldOperator.NotEqual,
        ["before"] = FieldOperator.Less,
        ["less"] = FieldOperator.Less,
        ["most"] = FieldOperator.LessOrEqual,
        ["after"] = FieldOperator.Greater,
        ["more"] = FieldOperator.Greater,
        ["least"] = FieldOperator.GreaterOrEqual,
        ["contains"] = FieldOperator.Contains,
        ["starts"] = FieldOperator.StartsWith,
        ["empty"] = FieldOperator.IsNull,
        ["given"] = FieldOperator.IsNotNull,
    };

    /// <summary>Reads the parameters that name fields of the type; a page ignores the rest, the API refuses it.</summary>
    public static RecordListQuery Read(RecordType type, IEnumerable<KeyValuePair<string, StringValues>> parameters, Action<string>? unknown = null)
    {
        string? search = null, order = null;
        var page = 1;
        List<RecordFilter> filters = [];
        foreach (var (name, values) in parameters)
        {
            switch (name)
            {
                case "q": search = values; break;
                case "order": order = ReadOrder(type, values.ToString(), unknown); break;
                case "page": _ = int.TryParse(values, out page); break;
                case "skip" or "take" or "view": break;
                default:
                    if (ReadFilter(type, name, values.ToString()) is { } filter) filters.Add(filter);
                    else unknown?.Invoke(name);
                    break;
            }
        }

        return new(string.IsNullOrWhiteSpace(search) ? null : search, filters, string.IsNullOrWhiteSpace(order) ? null : order, Math.Max(1, page));
    }

    public RecordQuery ToQuery(string type, int take = PageSize, int? skip = null, IReadOnlyList<string>? defaultOrder = null) => new(
        type,
        [.. Filters.Select(filter => filter.ToCondition())],
        Search,
        Order?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? defaultOrder,
        skip ?? ((Page - 1) * PageSize),
        take);

    public string? Value(string field) => Filters.FirstOrDefault(filter => filter.Field == field && filter.Word == "is")?.Value;

    public RecordListQuery With(string field, string? value) => this with
    {
        Page = 1,
        Filters = [.. Filters.Where(filter => filter.Field != field), .. string.IsNullOrEmpty(value) ? Array.Empty<RecordFilter>() : [new(field, "is", value)]],
    };

    /// <summary>The query part of the address, without the question mark; empty for the whole list.</summary>
    public string ToText()
    {
        List<string> parts = [];
        if (Search is not null) parts.Add($"q={Uri.EscapeDataString(Search)}");
        parts.AddRange(Filters.Select(filter => filter.ToText()));
        if (Order is not null) parts.Add($"order={Uri.EscapeDataString(Order)}");
        if (Page > 1) parts.Add($"page={Page}");
        return string.Join('&', parts);
    }

    private static string ReadOrder(RecordType type, string text, Action<string>? unknown)
    {
        var known = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToLookup(field => type.Find(field.TrimStart('-')) is not null || SystemFields.Contains(field.TrimStart('-')));
        foreach (var field in known[false]) unknown?.Invoke(field);
        return string.Join(',', known[true]);
    }

    private static RecordFilter? ReadFilter(RecordType type, string name, string value)
    {
        var (field, word) = name.Split('.', 2) is [var before, var after] ? (before, after) : (name, "is");
        return type.Find(field) is not null && Operators.ContainsKey(word) ? new(field, word, value) : null;
    }

    internal static FieldOperator Operator(string word) => Operators[word];
}

/// <param name="Field">Of the record type.</param>
/// <param name="Word">How it is compared, e.g. <c>is</c> or <c>before</c>.</param>
/// <param name="Value">With what; commas separate alternatives.</param>
public sealed record RecordFilter(string Field, string Word, string Value)
{
    public FieldCondition ToCondition() => (Word, Value) switch
    {
        ("is", "") => new(Field, FieldOperator.IsNull, null),
        ("is", var several) when several.Contains(',', StringComparison.Ordinal) => new(Field, FieldOperator.In, several.Split(',')),
        _ => new(Field, RecordListQuery.Operator(Word), Value),
    };

    public string ToText() => $"{Field}{(Word == "is" ? "" : $".{Word}")}={Uri.EscapeDataString(Value)}";
}
