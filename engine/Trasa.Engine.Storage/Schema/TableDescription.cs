using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Trasa.Engine.Storage.Schema;

/// <summary>One table, column by column, under the names that the SQL uses.</summary>
internal sealed class TableDescription(EntityTypeBuilder<Dictionary<string, object>> entity)
{
    public static TableDescription Of(ModelBuilder model, string name)
    {
        var entity = model.SharedTypeEntity<Dictionary<string, object>>(name);
        entity.ToTable(name);
        return new(entity);
    }

    public TableDescription Column<T>(string name)
    {
        var required = default(T) is not null || typeof(T) == typeof(string) || typeof(T) == typeof(byte[]);
        entity.Property<T>(name).IsRequired(required).ValueGeneratedNever();
        return this;
    }

    public TableDescription Text(params ReadOnlySpan<string> names)
    {
        foreach (var name in names) Column<string>(name);
        return this;
    }

    public TableDescription OptionalText(params ReadOnlySpan<string> names)
    {
        foreach (var name in names) entity.Property<string?>(name).IsRequired(false);
        return this;
    }

    public TableDescription Key(params string[] columns)
    {
        entity.HasKey(columns);
        return this;
    }

    public TableDescription Index(string name, string[] columns, string? where = null, bool unique = false)
    {
        var index = entity.HasIndex(columns, name).IsUnique(unique);
        if (where is not null) index.HasFilter(where);
        return this;
    }
}
