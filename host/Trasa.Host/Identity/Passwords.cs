using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Trasa.Engine.Stores;

namespace Trasa.Host.Identity;

/// <summary>Setting and checking passwords. After five wrong ones in a row an account rests, longer each time, an hour at the most.</summary>
internal sealed class Passwords(Accounts accounts, CredentialStore credentials, TimeProvider time)
{
    public const int MinimumLength = 10;

    private const int AttemptsBeforeRest = 5;

    private readonly PasswordHasher<Account> _hasher = new();

    private readonly string _nobodysHash = new PasswordHasher<Account>().HashPassword(Nobody, Stamp());

    private static Account Nobody { get; } = new(Guid.Empty, "", "", [], IsActive: false);

    /// <summary>The account when the password is right; else null, and nothing says which of the two was wrong.</summary>
    public async Task<SignIn> CheckAsync(string login, string password, CancellationToken cancellationToken)
    {
        if (await credentials.FindAsync(login, cancellationToken) is not { PasswordHash.Length: > 0 } credential)
        {
            // The same work as for a known login, so that the time taken does not tell which logins exist.
            _hasher.VerifyHashedPassword(Nobody, _nobodysHash, password);
            return new(null, null, RestsUntil: null);
        }

        if (credential.LockedUntil is { } until && until > time.GetUtcNow()) return new(null, credential, until);
        var account = await accounts.FindAsync(credential.UserId, cancellationToken);
        var verdict = _hasher.VerifyHashedPassword(account ?? Nobody, credential.PasswordHash, password);
        if (verdict == PasswordVerificationResult.Failed || account is not { IsActive: true } || IsOver(credential))
            return new(null, credential, await CountFailureAsync(credential, cancellationToken));
        if (verdict == PasswordVerificationResult.SuccessRehashNeeded)
            await credentials.SaveAsync(credential with { PasswordHash = _hasher.HashPassword(account, password), FailedAttempts = 0, LockedUntil = null }, cancellationToken);
        else if (credential.FailedAttempts > 0)
            await credentials.LockAsync(credential.UserId, until: null, attempts: 0, cancellationToken);
        return new(account, credential, RestsUntil: null);
    }

    /// <summary>Sets the password and ends every session of the account.</summary>
    /// <returns>What is wrong with the password, or null when it was set.</returns>
    public async Task<string?> SetAsync(Account account, string password, bool mustChange, CancellationToken cancellationToken)
    {
        if (password.Length < MinimumLength) return $"A password has at least {MinimumLength} characters; a short sentence is a good one.";
        if (password.Contains(account.Login, StringComparison.OrdinalIgnoreCase)) return "The password must not contain the login.";
        await credentials.SaveAsync(CredentialOf(account, password, mustChange), cancellationToken);
        return null;
    }

    /// <summary>Sets a password that was made up for the account and ends its sessions; good until they choose their own, for <see cref="TemporaryPasswords.Lifetime"/> at the most.</summary>
    public Task SetTemporaryAsync(IUnitOfWork work, Account account, string password, CancellationToken cancellationToken) =>
        CredentialStore.SaveAsync(work, CredentialOf(account, password, mustChange: true), cancellationToken);

    private Credential CredentialOf(Account account, string password, bool mustChange) =>
        new(account.UserId, account.Login.ToLowerInvariant(), _hasher.HashPassword(account, password), Stamp(), 0, null, mustChange, time.GetUtcNow());

    private bool IsOver(Credential credential) => credential.MustChange && credential.ChangedAt + TemporaryPasswords.Lifetime < time.GetUtcNow();

    private async Task<DateTimeOffset?> CountFailureAsync(Credential credential, CancellationToken cancellationToken)
    {
        var attempts = await credentials.CountFailureAsync(credential.UserId, cancellationToken);
        if (attempts < AttemptsBeforeRest) return null;
        var minutes = Math.Min(60, 1 << Math.Min(6, attempts - AttemptsBeforeRest));
        var until = time.GetUtcNow().AddMinutes(minutes);
        await credentials.LockAsync(credential.UserId, until, attempts, cancellationToken);
        return until;
    }

    private static string Stamp() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}

/// <param name="Account">Who came in, or null.</param>
/// <param name="Credential">What they came in with.</param>
/// <param name="RestsUntil">No attempt is checked before, or null.</param>
internal sealed record SignIn(Account? Account, Credential? Credential, DateTimeOffset? RestsUntil);
