using Trasa.Engine.Stores;

namespace Trasa.Host.Identity;

/// <summary>Small things that a person has chosen: theme, saved views. One row each in <c>setting</c>.</summary>
internal sealed class UserSettings(IDatabase database, TimeProvider time)
{
    public const string Theme = "theme";

    public async Task<string?> FindAsync(Guid userId, string name, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection
            .Command("select value from setting where key = @key", ("key", Key(userId, name)))
            .QueryFirstAsync(reader => reader.GetString(0), cancellationToken);
    }

    public async Task SaveAsync(Guid userId, string name, string value, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        await work.Command(
            """
            insert into setting (key, value, changed_at, changed_by) values (@key, @value, @now, @by)
            on conflict (key) do update set value = @value, changed_at = @now, changed_by = @by
            """,
            ("key", Key(userId, name)), ("value", value), ("now", time.GetUtcNow()), ("by", userId.ToString())).ExecuteAsync(cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    private static string Key(Guid userId, string name) => $"user:{userId}:{name}";
}
