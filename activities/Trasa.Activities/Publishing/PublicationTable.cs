using System.Data.Common;
using Trasa.Activities.Deciding;
using Trasa.Engine.Definitions;
using Trasa.Engine.Stores;

namespace Trasa.Activities.Publishing;

/// <summary>What was handed in, and who wrote drafts, in the database.</summary>
internal sealed class PublicationTable(IDatabase database)
{
    private const string Columns =
        "id, kind, key, name, content, state, requested_by, requested_by_id, requested_at, valid_from, notes, authors, decided_by, decided_at, decision_note, version";

    public static Task InsertAsync(IUnitOfWork work, Publication publication, CancellationToken cancellationToken) => work.Command(
        $"""
        insert into publication ({Columns})
        values (@id, @kind, @key, @name, @content, @state, @by, @by_id, @at, @from, @notes, @authors, @decided_by, @decided_at, @note, @version)
        """,
        ("id", publication.Id), ("kind", publication.Kind), ("key", publication.Key), ("name", publication.Name), ("content", publication.Content), ("state", publication.State),
        ("by", publication.RequestedBy), ("by_id", publication.RequestedById), ("at", publication.RequestedAt), ("from", publication.ValidFrom),
        ("notes", publication.Notes), ("authors", DecisionJson.Write(publication.Authors)), ("decided_by", publication.DecidedBy),
        ("decided_at", publication.DecidedAt), ("note", publication.DecisionNote), ("version", publication.Version)).ExecuteAsync(cancellationToken);

    /// <summary>Moves a publication on; false when it is no longer in the state that was expected.</summary>
    public static async Task<bool> MoveAsync(IUnitOfWork work, Publication publication, PublicationState from, CancellationToken cancellationToken) => await work.Command(
        """
        update publication set state = @state, decided_by = @by, decided_at = @at, decision_note = @note, version = @version
        where id = @id and state = @from
        """,
        ("id", publication.Id), ("from", from), ("state", publication.State), ("by", publication.DecidedBy), ("at", publication.DecidedAt),
        ("note", publication.DecisionNote), ("version", publication.Version)).ExecuteAsync(cancellationToken).ConfigureAwait(false) > 0;

    /// <summary>A newer request takes the place of those that are still open.</summary>
    public static Task WithdrawOpenAsync(IUnitOfWork work, DefinitionKind kind, string key, string by, DateTimeOffset at, CancellationToken cancellationToken) => work.Command(
        """
        update publication set state = @withdrawn, decided_by = @by, decided_at = @at
        where kind = @kind and key = @key and state in ('Requested', 'Approved')
        """,
        ("kind", kind), ("key", key), ("withdrawn", PublicationState.Withdrawn), ("by", by), ("at", at)).ExecuteAsync(cancellationToken);

    public Task<Publication?> FindAsync(Guid id, CancellationToken cancellationToken) => FirstAsync("id = @id", cancellationToken, ("id", id));

    public Task<Publication?> FindOpenAsync(DefinitionKind kind, string key, CancellationToken cancellationToken) =>
        FirstAsync("kind = @kind and key = @key and state in ('Requested', 'Approved')", cancellationToken, ("kind", kind), ("key", key));

    public Task<List<Publication>> ListAsync(DefinitionKind kind, string? key, bool openOnly, CancellationToken cancellationToken) =>
        QueryAsync($"kind = @kind{(key is null ? "" : " and key = @key")}{(openOnly ? " and state in ('Requested', 'Approved')" : "")}", cancellationToken, ("kind", kind), ("key", key));

    public Task<List<Publication>> DueAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        QueryAsync("state = @approved and (valid_from is null or valid_from <= @now)", cancellationToken, ("approved", PublicationState.Approved), ("now", now));

    public static Task NoteAuthorAsync(IUnitOfWork work, DefinitionKind kind, string key, Author author, DateTimeOffset at, CancellationToken cancellationToken) => work.Command(
        """
        insert into draft_author (kind, key, author_id, author, edited_at) values (@kind, @key, @id, @name, @at)
        on conflict (kind, key, author_id) do update set author = excluded.author, edited_at = excluded.edited_at
        """,
        ("kind", kind), ("key", key), ("id", author.Id), ("name", author.Name), ("at", at)).ExecuteAsync(cancellationToken);

    public static Task ForgetAuthorsAsync(IUnitOfWork work, DefinitionKind kind, string key, CancellationToken cancellationToken) =>
        work.Command("delete from draft_author where kind = @kind and key = @key", ("kind", kind), ("key", key)).ExecuteAsync(cancellationToken);

    public async Task<List<Author>> AuthorsAsync(DefinitionKind kind, string key, CancellationToken cancellationToken)
    {
        var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        return await connection.Command("select author_id, author from draft_author where kind = @kind and key = @key order by edited_at", ("kind", kind), ("key", key))
            .QueryAsync(row => new Author(row.GetGuid(0), row.GetString(1)), cancellationToken).ConfigureAwait(false);
    }

    private async Task<Publication?> FirstAsync(string where, CancellationToken cancellationToken, params (string, object?)[] parameters) =>
        (await QueryAsync(where, cancellationToken, parameters).ConfigureAwait(false)).FirstOrDefault();

    private async Task<List<Publication>> QueryAsync(string where, CancellationToken cancellationToken, params (string, object?)[] parameters)
    {
        var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        return await connection.Command($"select {Columns} from publication where {where} order by requested_at desc limit 200", parameters)
            .QueryAsync(Read, cancellationToken).ConfigureAwait(false);
    }

    private static Publication Read(DbDataReader row) => new(
        row.GetGuid(0), Enum.Parse<DefinitionKind>(row.GetString(1)), row.GetString(2), row.GetString(3), row.GetString(4), Enum.Parse<PublicationState>(row.GetString(5)),
        row.GetString(6), row.GuidOrNull(7), row.Instant(8), row.InstantOrNull(9), row.StringOrNull(10),
        row.StringOrNull(11) is { } authors ? DecisionJson.Read<List<Author>>(authors) ?? [] : [],
        row.StringOrNull(12), row.InstantOrNull(13), row.StringOrNull(14), row.IsDBNull(15) ? null : row.GetInt32(15));
}
