using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Sealing;

/// <summary>
/// Short texts for links and forms that only this installation can make: what they say, and a seal over it for one
/// purpose. Forged ones cannot be told from guessed ones. Every host of an installation seals alike.
/// </summary>
public sealed class Seals(IDatabase database, TimeProvider time)
{
    private const string SettingKey = "links.seal.secret";

    /// <summary>128 of the 256 bits of HMAC-SHA-256 (RFC 2104, section 5): nobody guesses them over the network.</summary>
    private const int SealBytes = 16;

    private byte[]? _secret;

    /// <param name="work">The transaction that the text is made in, or null.</param>
    /// <param name="purpose">What it is for; a seal for one purpose opens nothing else.</param>
    /// <param name="content">What it says; anybody can read it.</param>
    /// <param name="cancellationToken">Stops waiting for the database.</param>
    public async ValueTask<string> SealAsync(IUnitOfWork? work, string purpose, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var secret = work is null ? await SecretAsync(cancellationToken).ConfigureAwait(false) : await SecretAsync(work, cancellationToken).ConfigureAwait(false);
        byte[] token = [.. content.Span, .. Seal(secret, purpose, content.Span)];
        return Base64Url.EncodeToString(token);
    }

    /// <summary>What the text says, or null when it was not made here for this purpose.</summary>
    public async ValueTask<byte[]?> OpenAsync(string purpose, string? token, CancellationToken cancellationToken)
    {
        if (token is not { Length: > SealBytes and < 400 } || !Base64Url.IsValid(token)) return null;
        var bytes = Base64Url.DecodeFromChars(token);
        // Another spelling of the same bytes would be a second address of the same thing.
        if (bytes.Length <= SealBytes || Base64Url.EncodeToString(bytes) != token) return null;
        var content = bytes[..^SealBytes];
        var secret = await SecretAsync(cancellationToken).ConfigureAwait(false);
        return CryptographicOperations.FixedTimeEquals(Seal(secret, purpose, content), bytes.AsSpan(bytes.Length - SealBytes)) ? content : null;
    }

    private static ReadOnlySpan<byte> Seal(byte[] secret, string purpose, ReadOnlySpan<byte> content)
    {
        byte[] message = [.. Encoding.UTF8.GetBytes(purpose), 0, .. content];
        return HMACSHA256.HashData(secret, message).AsSpan(0, SealBytes);
    }

    private async ValueTask<byte[]> SecretAsync(CancellationToken cancellationToken)
    {
        if (_secret is { } known) return known;
        var work = await database.BeginAsync(cancellationToken).ConfigureAwait(false);
        await using (work.ConfigureAwait(false))
        {
            var secret = await SecretAsync(work, cancellationToken).ConfigureAwait(false);
            await work.CommitAsync(cancellationToken).ConfigureAwait(false);
            return secret;
        }
    }

    private async ValueTask<byte[]> SecretAsync(IUnitOfWork work, CancellationToken cancellationToken)
    {
        if (_secret is { } known) return known;
        // The database decides between two hosts that start at once: the first insert stays. It is not remembered before
        // the transaction has committed.
        await work.Command(
            "insert into setting (key, value, changed_at, changed_by) values (@key, @value, @now, 'Trasa') on conflict (key) do nothing",
            ("key", SettingKey), ("value", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32))), ("now", time.GetUtcNow()))
            .ExecuteAsync(cancellationToken).ConfigureAwait(false);
        var kept = await work.Command("select value from setting where key = @key", ("key", SettingKey))
            .QueryFirstAsync(row => row.GetString(0), cancellationToken).ConfigureAwait(false);
        var secret = Convert.FromHexString(kept!);
        work.OnCommitted(() => _secret = secret);
        return secret;
    }
}
