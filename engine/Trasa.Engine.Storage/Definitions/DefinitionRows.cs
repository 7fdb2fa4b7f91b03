using System.Data.Common;
using Trasa.Engine.Definitions;
using Trasa.Engine.Stores;

namespace Trasa.Engine.Storage.Definitions;

internal static class DefinitionRows
{
    public const string Columns =
        "kind, key, version, name, content, content_hash, pack, created_at, created_by, published_at, published_by, notes, revision";

    public static DefinitionVersion Read(DbDataReader row) => new(
        Enum.Parse<DefinitionKind>(row.GetString(0)), row.GetString(1), row.GetInt32(2), row.GetString(3), row.GetString(4), row.GetString(5),
        row.StringOrNull(6), row.Instant(7), row.GetString(8), row.InstantOrNull(9), row.StringOrNull(10), row.StringOrNull(11), row.GetInt32(12));

    public static Task InsertAsync(IUnitOfWork work, DefinitionVersion version, CancellationToken cancellationToken) => work.Command(
        $"""
        insert into definition_version ({Columns})
        values (@kind, @key, @version, @name, @content, @hash, @pack, @created_at, @created_by, @published_at, @published_by, @notes, @revision)
        """,
        ("kind", version.Kind), ("key", version.Key), ("version", version.Version), ("name", version.Name), ("content", version.Content),
        ("hash", version.ContentHash), ("pack", version.Pack), ("created_at", version.CreatedAt), ("created_by", version.CreatedBy),
        ("published_at", version.PublishedAt), ("published_by", version.PublishedBy), ("notes", version.Notes), ("revision", version.Revision))
        .ExecuteAsync(cancellationToken);

    public static Task DeleteDraftAsync(IUnitOfWork work, DefinitionKind kind, string key, CancellationToken cancellationToken) => work.Command(
        "delete from definition_version where kind = @kind and key = @key and published_at is null", ("kind", kind), ("key", key))
        .ExecuteAsync(cancellationToken);
}
