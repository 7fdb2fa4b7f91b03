using System.Data.Common;
using System.Globalization;
using Trasa.Crm.Metadata;
using Trasa.Crm.Schema;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Records;

/// <summary>The table of one record type: its column list, and rows to records and back.</summary>
internal sealed class RecordTable
{
    private readonly RecordField[] _columns;

    public RecordTable(RecordType type, TimeProvider time)
    {
        Formulas = new(type, time);
        Rules = new(type, time);
        Type = type;
        Name = SqlName.Table(type.Key);
        _columns = [.. SystemFields.Stamps, .. type.Fields];
        Columns = "r.id, r.revision, " + string.Join(", ", _columns.Select(field => "r." + SqlName.Column(field.Name)));
    }

    public RecordType Type { get; }

    public Formulas Formulas { get; }

    public RecordRules Rules { get; }

    /// <summary>Quoted.</summary>
    public string Name { get; }

    /// <summary>What reading a row expects, from the alias <c>r</c>.</summary>
    public string Columns { get; }

    public Record Read(DbDataReader reader)
    {
        var values = new Dictionary<string, object?>(_columns.Length, StringComparer.Ordinal);
        for (var i = 0; i < _columns.Length; i++)
            values[_columns[i].Name] = reader.IsDBNull(i + 2) ? null : Read(reader, i + 2, _columns[i]);
        return new(Type.Key, reader.GetGuid(0), reader.GetInt64(1), values);
    }

    public async Task<Record?> FindAsync(RecordConnection connection, Guid id, bool forUpdate, CancellationToken cancellationToken)
    {
        var lockRow = forUpdate && connection.Kind == DatabaseKind.PostgreSql ? " for update" : "";
        return await connection.Command($"select {Columns} from {Name} r where r.id = @id{lockRow}", ("id", id))
            .QueryFirstAsync(Read, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The value as a parameter for the column of the field.</summary>
    public static object? Stored(RecordField field, object? value) => value switch
    {
        IReadOnlyList<object?> list => RecordJson.Write(list),
        decimal number when field.Type == FieldType.Integer => decimal.ToInt64(number),
        _ => value,
    };

    /// <summary>How one entry of a list stands inside the stored text.</summary>
    public static string StoredEntry(object? entry) => RecordJson.Write(entry);

    private static object? Read(DbDataReader reader, int column, RecordField field)
    {
        if (field.IsList) return ReadList(reader.GetString(column), field);
        if (field.IsOpenReference) return reader.GetString(column);
        return field.Type switch
        {
            FieldType.Integer => (decimal)reader.GetInt64(column),
            FieldType.Number or FieldType.Money => Trim(reader.GetDecimal(column)),
            FieldType.Boolean => reader.GetBoolean(column),
            FieldType.Date => reader.GetFieldValue<DateOnly>(column),
            FieldType.DateTime => reader.Instant(column),
            FieldType.Reference or FieldType.User => reader.GetGuid(column),
            FieldType.Text or FieldType.LongText or FieldType.Email or FieldType.Phone or FieldType.Choice or FieldType.MultiChoice or FieldType.Json => reader.GetString(column),
        };
    }

    private static List<object?> ReadList(string json, RecordField field)
    {
        var entries = (List<object?>)RecordJson.Read(json)!;
        return field.Type == FieldType.MultiChoice
            ? entries
            : [.. entries.Select(entry => (object?)Guid.Parse((string)entry!, CultureInfo.InvariantCulture))];
    }

    private static decimal Trim(decimal number) => number / 1.000000000000000000000000000000000m;
}
