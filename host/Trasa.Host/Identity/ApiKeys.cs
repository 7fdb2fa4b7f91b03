using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Host.Identity;

/// <summary>
/// Issues, checks and revokes the keys of programs. A key is <c>trasa_</c> and 256 random bits, so a plain SHA-256 of it
/// can be stored and looked up: there is nothing to guess.
/// </summary>
internal sealed class ApiKeys(IDatabase database, TimeProvider time, IIdentifiers identifiers)
{
    /// <summary>The name of the keys that people get for their password.</summary>
    public const string Token = "Token";

    /// <summary>How long a token is good for.</summary>
    public static readonly TimeSpan TokenLifetime = TimeSpan.FromHours(1);

    private const string Prefix = "trasa_";

    private const string Columns = "id, name, user_id, scopes, created_at, expires_at, revoked_at, last_used_at";

    /// <summary>How exact <see cref="ApiKey.LastUsedAt"/> is: a busy key does not write on every request.</summary>
    private static readonly TimeSpan UsePrecision = TimeSpan.FromMinutes(10);

    /// <returns>The key itself, shown once and never again.</returns>
    public async Task<(string Secret, ApiKey Key)> IssueAsync(string name, Guid userId, IReadOnlyList<string> scopes, DateTimeOffset? expiresAt, CancellationToken cancellationToken)
    {
        var secret = Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var key = new ApiKey(identifiers.Next(), name, userId, scopes, time.GetUtcNow(), expiresAt, null, null);
        await using var work = await database.BeginAsync(cancellationToken);
        await work.Command(
            """
            insert into api_key (id, name, key_hash, user_id, scopes, created_at, expires_at)
            values (@id, @name, @hash, @user, @scopes, @created, @expires)
            """,
            ("id", key.Id), ("name", name), ("hash", Hash(secret)), ("user", userId), ("scopes", string.Join(' ', scopes)),
            ("created", key.CreatedAt), ("expires", expiresAt)).ExecuteAsync(cancellationToken);
        await work.CommitAsync(cancellationToken);
        return (secret, key);
    }

    /// <summary>The key when it is known, not revoked and not expired.</summary>
    public async Task<ApiKey?> CheckAsync(string secret, CancellationToken cancellationToken)
    {
        if (!secret.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var key = await FindAsync("key_hash = @value", Hash(secret), cancellationToken);
        var now = time.GetUtcNow();
        if (key is null || !key.IsValidAt(now)) return null;
        if (key.LastUsedAt is not { } last || now - last > UsePrecision) await StampAsync("last_used_at", key.Id, cancellationToken);
        return key;
    }

    public async Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.Command($"select {Columns} from api_key order by created_at desc").QueryAsync(Read, cancellationToken);
    }

    public Task RevokeAsync(Guid id, CancellationToken cancellationToken) => StampAsync("revoked_at", id, cancellationToken);

    /// <summary>
    /// Ends the tokens of a person, as their sessions end; keys that an administrator issued stay. What lives longer than a
    /// token can was issued, whatever it is called.
    /// </summary>
    public async Task RevokeTokensAsync(IUnitOfWork work, Guid userId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await work.Command(
            "update api_key set revoked_at = @now where user_id = @user and name = @name and revoked_at is null and expires_at <= @latest",
            ("now", now), ("user", userId), ("name", Token), ("latest", now + TokenLifetime)).ExecuteAsync(cancellationToken);
    }

    private async Task<ApiKey?> FindAsync(string condition, string value, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection
            .Command($"select {Columns} from api_key where {condition}", ("value", value))
            .QueryFirstAsync(Read, cancellationToken);
    }

    private async Task StampAsync(string column, Guid id, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        await work.Command($"update api_key set {column} = @now where id = @id", ("now", time.GetUtcNow()), ("id", id)).ExecuteAsync(cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    private static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private static ApiKey Read(DbDataReader reader) => new(
        reader.GetGuid(0),
        reader.GetString(1),
        reader.GetGuid(2),
        (reader.StringOrNull(3) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries),
        reader.Instant(4),
        reader.InstantOrNull(5),
        reader.InstantOrNull(6),
        reader.InstantOrNull(7));
}
