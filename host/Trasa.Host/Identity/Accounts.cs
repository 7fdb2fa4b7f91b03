using Trasa.Crm.Records;
using Trasa.Engine.Doors;

namespace Trasa.Host.Identity;

/// <summary>The user records, as accounts.</summary>
internal sealed class Accounts(IRecords records)
{
    private const string UserType = "user";

    public async Task<Account?> FindAsync(Guid userId, CancellationToken cancellationToken) =>
        await records.FindAsync(null, UserType, userId, Actor.System, cancellationToken) is { } record ? Read(record) : null;

    public async Task<Account?> FindAsync(string login, CancellationToken cancellationToken)
    {
        var query = new RecordQuery(UserType, [new("login", FieldOperator.Equal, login.Trim().ToLowerInvariant())], Take: 1);
        var page = await records.QueryAsync(null, query, Actor.System, cancellationToken);
        return page.Records is [var record] ? Read(record) : null;
    }

    public async Task<IReadOnlyList<Account>> ListAsync(CancellationToken cancellationToken)
    {
        var page = await records.QueryAsync(null, new RecordQuery(UserType, OrderBy: ["name"], Take: 1_000), Actor.System, cancellationToken);
        return [.. page.Records.Select(Read).Where(account => account.IsActive)];
    }

    private static Account Read(Record record) => new(
        record.Id,
        record.Text("login") ?? "",
        record.Text("name") ?? record.Text("login") ?? "",
        Roles(record["roles"]),
        record["active"] is not false);

    private static string[] Roles(object? value) => value switch
    {
        string one => one.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        IEnumerable<object?> several => [.. several.OfType<string>()],
        _ => [],
    };
}
