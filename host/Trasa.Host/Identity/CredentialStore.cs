using System.Data.Common;
using Trasa.Engine.Stores;

namespace Trasa.Host.Identity;

/// <summary>The table <c>user_credential</c>.</summary>
internal sealed class CredentialStore(IDatabase database)
{
    private const string Columns = "user_id, login, password_hash, security_stamp, failed_attempts, locked_until, must_change, changed_at";

    public async Task<Credential?> FindAsync(string login, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection
            .Command($"select {Columns} from user_credential where login = @login", ("login", login.Trim().ToLowerInvariant()))
            .QueryFirstAsync(Read, cancellationToken);
    }

    public async Task<Credential?> FindAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection
            .Command($"select {Columns} from user_credential where user_id = @user", ("user", userId))
            .QueryFirstAsync(Read, cancellationToken);
    }

    /// <summary>Whether anybody has a password.</summary>
    public async Task<bool> AnyAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return (await connection.Command("select 1 from user_credential where password_hash <> '' limit 1").QueryAsync(row => row.GetInt32(0), cancellationToken)).Count > 0;
    }

    /// <summary>Who has a password, and whether it is one that must be changed first.</summary>
    public async Task<IReadOnlyDictionary<Guid, bool>> MustChangeAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.Command("select user_id, must_change from user_credential where password_hash <> ''").QueryAsync(row => (User: row.GetGuid(0), MustChange: row.GetBoolean(1)), cancellationToken);
        return rows.ToDictionary(row => row.User, row => row.MustChange);
    }

    public async Task SaveAsync(Credential credential, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        await SaveAsync(work, credential, cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    public static Task SaveAsync(IUnitOfWork work, Credential credential, CancellationToken cancellationToken) =>
        work.Command(
            """
            insert into user_credential (user_id, login, password_hash, security_stamp, failed_attempts, locked_until, must_change, created_at, changed_at)
            values (@user, @login, @hash, @stamp, @failed, @locked, @must, @now, @now)
            on conflict (user_id) do update set login = @login, password_hash = @hash, security_stamp = @stamp,
                failed_attempts = @failed, locked_until = @locked, must_change = @must, changed_at = @now
            """,
            ("user", credential.UserId), ("login", credential.Login), ("hash", credential.PasswordHash), ("stamp", credential.SecurityStamp),
            ("failed", credential.FailedAttempts), ("locked", credential.LockedUntil), ("must", credential.MustChange), ("now", credential.ChangedAt))
            .ExecuteAsync(cancellationToken);

    /// <summary>Counts a wrong password where it stands, so that parallel attempts all count.</summary>
    public async Task<int> CountFailureAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        var attempts = await work
            .Command("update user_credential set failed_attempts = failed_attempts + 1 where user_id = @user returning failed_attempts", ("user", userId))
            .QueryFirstAsync(reader => reader.GetInt32(0), cancellationToken);
        await work.CommitAsync(cancellationToken);
        return attempts;
    }

    public async Task LockAsync(Guid userId, DateTimeOffset? until, int attempts, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        await work.Command(
            "update user_credential set locked_until = @until, failed_attempts = @attempts where user_id = @user",
            ("until", until), ("attempts", attempts), ("user", userId)).ExecuteAsync(cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    private static Credential Read(DbDataReader reader) => new(
        reader.GetGuid(0),
        reader.GetString(1),
        reader.GetString(2),
        reader.GetString(3),
        reader.GetInt32(4),
        reader.InstantOrNull(5),
        reader.GetBoolean(6),
        reader.Instant(7));
}
