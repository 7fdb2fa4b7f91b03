using System.Security.Cryptography;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Host.Identity;

/// <summary>
/// A first password for somebody who has none, or who has forgotten theirs: made up here, shown once to the administrator
/// who asks for it, and good for choosing one of their own. The user record keeps who gave it and when.
/// </summary>
internal sealed partial class TemporaryPasswords(Accounts accounts, Passwords passwords, ApiKeys keys, IRecords records, IDatabase database, TimeProvider time, ILogger<TemporaryPasswords> log)
{
    /// <summary>What is not used by then opens nothing any more.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>Without letters and digits that look alike: people read it to each other on the phone.</summary>
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>Gives the person a new password that they must change; the sessions and tokens that they have end.</summary>
    /// <exception cref="RecordForbiddenException">Whoever asks is no administrator.</exception>
    /// <exception cref="RecordNotFoundException">There is no such person.</exception>
    /// <exception cref="RecordInvalidException">The person may not come in.</exception>
    public async Task<TemporaryPassword> IssueAsync(Guid userId, Actor by, CancellationToken cancellationToken)
    {
        var administrator = by.UserId is { } id ? await accounts.FindAsync(id, cancellationToken) : null;
        if (administrator is not { IsActive: true } || !administrator.Roles.Contains(Role.Administrator.Key))
            throw new RecordForbiddenException($"{by.Name} may not give passwords; an administrator may.");
        var account = await accounts.FindAsync(userId, cancellationToken) ?? throw new RecordNotFoundException(new("user", userId));
        if (!account.IsActive) throw new RecordInvalidException("user", [new("active", $"{account.Name} may not come in; make the account active first.")]);

        var password = string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Letters, 5)));
        var now = time.GetUtcNow();
        await using var work = await database.BeginAsync(cancellationToken);
        await records.UpdateMeasuredAsync(work, "user", userId, new Dictionary<string, object?>(), new Dictionary<string, object?> { ["passwordGivenAt"] = now }, by, cancellationToken);
        await passwords.SetTemporaryAsync(work, account, password, cancellationToken);
        await keys.RevokeTokensAsync(work, userId, cancellationToken);
        await work.CommitAsync(cancellationToken);
        Log.Issued(log, userId, administrator.UserId);
        return new(account.Name, account.Login, password, now + Lifetime);
    }

    private static partial class Log
    {
        [LoggerMessage(6103, LogLevel.Information, "User {UserId} was given a temporary password by {AdministratorId}", EventName = nameof(Issued))]
        public static partial void Issued(ILogger logger, Guid userId, Guid administratorId);
    }
}

/// <param name="Name">Whose.</param>
/// <param name="Login">What they type beside it.</param>
/// <param name="Password">Shown once; it is stored only as a hash.</param>
/// <param name="Until">It opens nothing afterwards.</param>
internal sealed record TemporaryPassword(string Name, string Login, string Password, DateTimeOffset Until);
