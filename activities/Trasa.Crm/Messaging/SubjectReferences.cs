using System.Security.Cryptography;
using Trasa.Activities.Mail.Threading;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Messaging;

/// <summary>
/// The sealed number in a subject. Its secret is made once per installation and kept in the database, so that every host
/// seals alike.
/// </summary>
public sealed class SubjectReferences(TimeProvider time)
{
    private const string SettingKey = "mail.reference.secret";

    private SubjectReference? _reference;

    public async ValueTask<string> MarkAsync(IUnitOfWork work, string number, CancellationToken cancellationToken) =>
        (await ReferenceAsync(work, cancellationToken).ConfigureAwait(false)).Mark(number);

    public async ValueTask<SubjectReference> ReferenceAsync(IUnitOfWork work, CancellationToken cancellationToken)
    {
        if (_reference is { } known) return known;
        if (await ReadAsync(work, cancellationToken).ConfigureAwait(false) is { } kept) return _reference = Of(kept);
        // The database decides between two hosts that start at once: the first insert stays. It is not remembered before
        // the transaction has committed.
        await work.Command(
            "insert into setting (key, value, changed_at, changed_by) values (@key, @value, @now, 'Trasa') on conflict (key) do nothing",
            ("key", SettingKey), ("value", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32))), ("now", time.GetUtcNow()))
            .ExecuteAsync(cancellationToken).ConfigureAwait(false);
        return Of((await ReadAsync(work, cancellationToken).ConfigureAwait(false))!);
    }

    private static SubjectReference Of(string secret) => new(new SubjectReferenceOptions { Secret = Convert.FromHexString(secret) });

    private static async Task<string?> ReadAsync(IUnitOfWork work, CancellationToken cancellationToken) =>
        await work.Command("select value from setting where key = @key", ("key", SettingKey))
            .QueryFirstAsync(row => row.GetString(0), cancellationToken).ConfigureAwait(false);
}
