using Trasa.Crm.Metadata;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Schema;

/// <summary>Which column type keeps a field.</summary>
internal static class ColumnType
{
    public static string Of(RecordField field, DatabaseKind kind) =>
        field.IsList || field.IsOpenReference ? "text" : Of(field.Type, kind);

    private static string Of(FieldType type, DatabaseKind kind) => type switch
    {
        FieldType.Integer => "bigint",
        FieldType.Number or FieldType.Money => "numeric",
        FieldType.Boolean => "boolean",
        FieldType.Date => kind == DatabaseKind.Sqlite ? "text" : "date",
        FieldType.DateTime => Instant(kind),
        FieldType.Reference or FieldType.User => Identifier(kind),
        FieldType.Text or FieldType.LongText or FieldType.Email or FieldType.Phone or FieldType.Choice or FieldType.MultiChoice or FieldType.Json => "text",
    };

    public static string Identifier(DatabaseKind kind) => kind == DatabaseKind.Sqlite ? "text" : "uuid";

    public static string Instant(DatabaseKind kind) => kind == DatabaseKind.Sqlite ? "text" : "timestamptz";

    /// <summary>The name under which the catalogue of the database shows a type.</summary>
    public static string InCatalogue(string columnType) => columnType == "timestamptz" ? "timestamp with time zone" : columnType;
}
