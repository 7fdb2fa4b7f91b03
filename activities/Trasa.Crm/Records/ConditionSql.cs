using Trasa.Crm.Metadata;
using Trasa.Crm.Schema;

namespace Trasa.Crm.Records;

/// <summary>Conditions on fields as SQL over the alias <c>r</c>.</summary>
internal static class ConditionSql
{
    /// <summary>Appends the condition; returns what is wrong with it, or null.</summary>
    public static string? Append(SqlText sql, RecordField field, FieldOperator kind, object? value)
    {
        var column = "r." + SqlName.Column(field.Name);
        if (kind is FieldOperator.IsNull or FieldOperator.IsNotNull || (value is null && kind is FieldOperator.Equal or FieldOperator.NotEqual))
        {
            sql.Add(kind is FieldOperator.IsNull or FieldOperator.Equal ? $"{column} is null" : $"{column} is not null");
            return null;
        }

        if (kind == FieldOperator.In) return AppendIn(sql, field, column, value);
        if (kind is FieldOperator.Contains or FieldOperator.StartsWith && !field.IsList) return AppendLike(sql, field, column, kind, value);

        var (converted, problem) = FieldValues.Convert(Comparable(field), value);
        if (problem is not null) return problem;
        if (converted is null && kind is not (FieldOperator.Equal or FieldOperator.NotEqual)) return "needs a value.";
        if (converted is null) return Append(sql, field, kind, null);
        if (field.IsList) return AppendMember(sql, column, kind, converted);
        var parameter = sql.Value(RecordTable.Stored(field, converted));
        var (left, right) = FoldsCase(field) ? ($"lower({column})", $"lower({parameter})") : (column, parameter);
        sql.Add(kind == FieldOperator.NotEqual ? $"({left} <> {right} or {column} is null)" : $"{left} {Sign(kind)} {right}");
        return null;
    }

    private static string? AppendIn(SqlText sql, RecordField field, string column, object? value)
    {
        List<string> alternatives = [];
        foreach (var item in Items(value))
        {
            var (converted, problem) = FieldValues.Convert(Comparable(field), item);
            if (problem is not null) return problem;
            if (converted is null) alternatives.Add($"{column} is null");
            else if (field.IsList) foreach (var entry in (IReadOnlyList<object?>)converted) alternatives.Add(Member(sql, column, entry));
            else alternatives.Add($"{column} = {sql.Value(RecordTable.Stored(field, converted))}");
        }

        sql.Add(alternatives.Count == 0 ? "1 = 0" : $"({string.Join(" or ", alternatives)})");
        return null;
    }

    private static IEnumerable<object?> Items(object? value) => value switch
    {
        System.Text.Json.JsonElement element => Items(RecordJson.Read(element)),
        string or null => [value],
        System.Collections.IEnumerable list => list.Cast<object?>(),
        _ => [value],
    };

    private static string? AppendLike(SqlText sql, RecordField field, string column, FieldOperator kind, object? value)
    {
        if (!IsText(field)) return $"'{kind}' is for text; use another comparison for {field.Type}.";
        var text = SearchText.Escape(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "");
        var pattern = kind == FieldOperator.Contains ? $"%{text}%" : $"{text}%";
        sql.Add($"lower({column}) like lower({sql.Value(pattern)}) escape '\\'");
        return null;
    }

    private static string? AppendMember(SqlText sql, string column, FieldOperator kind, object? value)
    {
        var members = ((IReadOnlyList<object?>)value!).Select(entry => Member(sql, column, entry)).ToList();
        switch (kind)
        {
            case FieldOperator.Equal or FieldOperator.Contains:
                sql.Add($"({string.Join(" and ", members)})");
                return null;
            case FieldOperator.NotEqual:
                sql.Add($"({column} is null or not ({string.Join(" and ", members)}))");
                return null;
            default:
                return $"'{kind}' does not fit a field with several values; use contains.";
        }
    }

    /// <summary>A list is kept as JSON text; an entry in it stands between quotes, so it cannot be part of another.</summary>
    public static string Member(SqlText sql, string column, object? entry) =>
        $"{column} like {sql.Value($"%{SearchText.Escape(RecordTable.StoredEntry(entry))}%")} escape '\\'";

    // A condition may ask for what no record could hold (a value beyond max, a tag that is no option any more).
    private static RecordField Comparable(RecordField field) => field with { Min = null, Max = null, MaxLength = 10_000_000, Options = field.Type == FieldType.Choice ? field.Options : [] };

    private static bool IsText(RecordField field) =>
        field.Type is FieldType.Text or FieldType.LongText or FieldType.Email or FieldType.Phone or FieldType.Choice or FieldType.Json || field.IsOpenReference;

    private static bool FoldsCase(RecordField field) => field.Type is FieldType.Text or FieldType.Email && !field.IsList;

    private static string Sign(FieldOperator kind) => kind switch
    {
        FieldOperator.Equal => "=",
        FieldOperator.NotEqual => "<>",
        FieldOperator.Less => "<",
        FieldOperator.LessOrEqual => "<=",
        FieldOperator.Greater => ">",
        FieldOperator.GreaterOrEqual => ">=",
        FieldOperator.Contains or FieldOperator.StartsWith => "like",
        FieldOperator.In => "in",
        FieldOperator.IsNull => "is null",
        FieldOperator.IsNotNull => "is not null",
    };
}
