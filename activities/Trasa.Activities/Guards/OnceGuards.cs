using Trasa.Engine.Stores;

namespace Trasa.Activities.Guards;

/// <inheritdoc cref="IOnceGuards"/>
internal sealed class OnceGuards : IOnceGuards
{
    /// <summary>The row itself decides: whoever comes at the same time waits for it and then finds it changed.</summary>
    public async Task<bool> PassAsync(IUnitOfWork work, OncePass pass, DateTimeOffset now, CancellationToken cancellationToken) => await work.Command(
        """
        insert into once_guard (scope, key, passed_at, since, times) values (@scope, @key, @now, @since, 1)
        on conflict (scope, key) do update set passed_at = excluded.passed_at, since = excluded.since, times = once_guard.times + 1
        where once_guard.since < excluded.since or once_guard.passed_at <= @before
        """,
        ("scope", pass.Scope), ("key", pass.Key), ("now", now), ("since", pass.Since), ("before", pass.Again is { } pause ? now - pause : DateTimeOffset.UnixEpoch))
        .ExecuteAsync(cancellationToken).ConfigureAwait(false) == 1;

    public Task ForgetAsync(IUnitOfWork work, string scope, string key, CancellationToken cancellationToken) =>
        work.Command("delete from once_guard where scope = @scope and key = @key", ("scope", scope), ("key", key)).ExecuteAsync(cancellationToken);
}
