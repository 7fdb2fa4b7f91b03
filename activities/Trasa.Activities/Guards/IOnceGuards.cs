using Trasa.Engine.Stores;

namespace Trasa.Activities.Guards;

/// <summary>Lets the first through and nobody after it, so that a rule that runs every minute warns once.</summary>
public interface IOnceGuards
{
    /// <summary>
    /// True for the first to come, in the transaction of what it then does: of several at once one passes, and when that
    /// transaction is not committed, nobody has passed.
    /// </summary>
    Task<bool> PassAsync(IUnitOfWork work, OncePass pass, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Forgets that somebody passed, so that the next one passes again.</summary>
    Task ForgetAsync(IUnitOfWork work, string scope, string key, CancellationToken cancellationToken);
}

/// <param name="Scope">Whose guard it is, e.g. the key of a workflow or the name of a rule.</param>
/// <param name="Key">What may pass once, e.g. <c>lead:0193...</c>.</param>
/// <param name="Since">
/// When the silence began, e.g. the last activity of the record: one passes per silence, and a later beginning is a new
/// silence. Null: once for ever, or once per <paramref name="Again"/>.
/// </param>
/// <param name="Again">After this time the key may pass again, whatever else holds.</param>
public sealed record OncePass(string Scope, string Key, DateTimeOffset? Since = null, TimeSpan? Again = null);
