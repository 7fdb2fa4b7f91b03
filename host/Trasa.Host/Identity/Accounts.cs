using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Host.Identity;

/// <summary>The user records, as accounts.</summary>
internal sealed class Accounts(IRecords records, IDatabase database)
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

    /// <summary>Adds somebody, who has no password yet. They may sign in and get work; who they work with is said on their page.</summary>
    /// <exception cref="RecordInvalidException">The login or address is taken, or a value does not fit.</exception>
    public async Task<Account> AddAsync(NewPerson person, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        var values = new Dictionary<string, object?> { ["login"] = person.Login, ["name"] = person.Name, ["email"] = person.Email, ["roles"] = person.Roles.ToList(), ["status"] = "available" };
        var record = await records.CreateAsync(work, UserType, values, Actor.System, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return Read(record);
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

/// <param name="Login">In lower case.</param>
/// <param name="Name">As colleagues see it.</param>
/// <param name="Email">Or null.</param>
/// <param name="Roles">Keys of roles.</param>
internal sealed record NewPerson(string Login, string Name, string? Email, IReadOnlyList<string> Roles);
