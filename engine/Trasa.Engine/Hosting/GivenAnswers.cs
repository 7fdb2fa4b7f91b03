using System.Security.Cryptography;
using System.Text;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;
using Trasa.Engine.Values;

namespace Trasa.Engine.Hosting;

/// <summary>Which answers have counted, for callers that did not hear so and say it again. Kept as long as other keys (<see cref="RunnerOptions.RememberKeys"/>).</summary>
internal sealed class GivenAnswers(IDatabase database)
{
    /// <summary>A caller's key belongs to that caller and to what was said: from anybody else, or with other words, it is another answer.</summary>
    public static string Key(Guid bookmark, AnswerKey key, Actor actor) => $"answer:{bookmark:N}:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{actor.UserId?.ToString() ?? actor.Name}\n{key.Value}\n{JsonValues.Write(key.Said)}")));

    /// <summary>In the transaction in which the answer counts.</summary>
    public static Task RememberAsync(IUnitOfWork work, Guid bookmark, string key, DateTimeOffset now, CancellationToken cancellationToken) => work.Command(
        "insert into stimulus_key (key, stimulus_id, seen_at) values (@key, @bookmark, @now) on conflict (key) do nothing",
        ("key", key), ("bookmark", bookmark), ("now", now)).ExecuteAsync(cancellationToken);

    public Task<bool> KnowsAsync(string key, CancellationToken cancellationToken) => database.TryAsync(async () =>
    {
        var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        return (await connection.Command("select 1 from stimulus_key where key = @key", ("key", key)).QueryAsync(row => row.GetInt32(0), cancellationToken).ConfigureAwait(false)).Count > 0;
    }, cancellationToken);
}
