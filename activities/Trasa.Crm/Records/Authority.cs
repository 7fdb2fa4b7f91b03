using Trasa.Crm.Metadata;
using Trasa.Crm.Schema;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Records;

/// <summary>
/// What an actor may do, as it stands at this moment: their roles and teams, and those of the person they stand in for.
/// </summary>
internal sealed class Authority
{
    public const string Administrator = "administrator";

    private readonly HashSet<string> _roles;
    private readonly List<Guid> _users;
    private readonly List<Guid> _teams;

    private Authority(bool everything, IEnumerable<string> roles, IEnumerable<Guid> users, IEnumerable<Guid> teams)
    {
        _roles = roles.ToHashSet(StringComparer.OrdinalIgnoreCase);
        _users = [.. users];
        _teams = [.. teams];
        IsUnlimited = everything || _roles.Contains(Administrator);
    }

    public static Authority System { get; } = new(true, [], [], []);

    /// <summary>The system itself or an administrator.</summary>
    public bool IsUnlimited { get; }

    public IReadOnlyList<Guid> Teams => _teams;

    public static async Task<Authority> OfAsync(RecordConnection connection, Actor actor, CancellationToken cancellationToken)
    {
        if (actor.UserId is not { } userId) return System;
        var sql = new SqlText();
        sql.Add($"select id, roles, teams from {SqlName.Table("user")} where active and id in ({sql.Value(userId)}, {sql.Value(actor.OnBehalfOf ?? userId)})");
        var rows = await connection.Command(sql)
            .QueryAsync(reader => (Id: reader.GetGuid(0), Roles: reader.StringOrNull(1), Teams: reader.StringOrNull(2)), cancellationToken).ConfigureAwait(false);
        // Standing in for somebody lends their rights to an account that is open itself.
        if (rows.All(row => row.Id != userId)) return new(false, [], [], []);
        return new(false, rows.SelectMany(row => Words(row.Roles)), rows.Select(row => row.Id), rows.SelectMany(row => Words(row.Teams)).Select(Guid.Parse));
    }

    public bool HasAny(IReadOnlyList<string> roles) => IsUnlimited || roles.Any(role => role == "*" ? _users.Count > 0 : _roles.Contains(role));

    public bool CanSee(RecordField field) => field.ReadRoles.Count == 0 || HasAny(field.ReadRoles);

    public bool CanWrite(RecordField field) => CanSee(field) && (field.WriteRoles.Count == 0 || HasAny(field.WriteRoles));

    /// <summary>Whether there is any record of the type that the actor could do this with.</summary>
    public bool Can(RecordType type, RecordOperation operation)
    {
        if (IsUnlimited) return true;
        if (type.Rights.Grants.Count == 0) return _users.Count > 0 && operation != RecordOperation.Delete;
        return type.Rights.Grants.Any(grant => grant.Can.Contains(operation) && HasAny(grant.Roles));
    }

    /// <summary>Appends a condition over the alias <c>r</c> that holds for the records that the actor may do this with.</summary>
    /// <param name="sql">What is added to.</param>
    /// <param name="type">Of which records.</param>
    /// <param name="operation">What is to be done.</param>
    /// <param name="byName">Whether only who an owner field names owns a record, and not also who created it.</param>
    public void AppendTo(SqlText sql, RecordType type, RecordOperation operation, bool byName = false)
    {
        if (!Can(type, operation))
        {
            sql.Add("1 = 0");
            return;
        }

        var grants = IsUnlimited ? [] : type.Rights.Grants.Where(grant => grant.Can.Contains(operation) && HasAny(grant.Roles)).ToList();
        if (grants.Count == 0 || grants.Any(grant => grant.On == GrantScope.All && grant.Where is not { Count: > 0 }))
        {
            sql.Add("1 = 1");
            return;
        }

        sql.Add("(");
        for (var i = 0; i < grants.Count; i++)
        {
            if (i > 0) sql.Add(" or ");
            Append(sql, type, grants[i], byName);
        }

        sql.Add(")");
    }

    private void Append(SqlText sql, RecordType type, RecordGrant grant, bool byName)
    {
        sql.Add("(");
        var scope = grant.On switch
        {
            GrantScope.All => "1 = 1",
            GrantScope.Own => Owned(sql, type, byName),
            GrantScope.Team => $"({Owned(sql, type, byName)} or {InTeam(sql, type)})",
        };
        sql.Add(scope);
        foreach (var condition in grant.Where ?? [])
        {
            sql.Add(" and ");
            var value = condition.Value is { } element ? RecordJson.Read(element) : null;
            var problem = value is "$me"
                ? ConditionSql.Append(sql, type[condition.Field], FieldOperator.In, _users)
                : ConditionSql.Append(sql, type[condition.Field], condition.Operator, value);
            // A grant that cannot be understood grants nothing.
            if (problem is not null) sql.Add("1 = 0");
        }

        sql.Add(")");
    }

    /// <summary>Who creates a record becomes an owner by that; but what one may create or hand over is only what is one's own by its owner fields.</summary>
    private string Owned(SqlText sql, RecordType type, bool byName)
    {
        List<string> alternatives = [];
        var owners = type.Rights.OwnedBy.Select(name => type[name]);
        if (!byName || type.Rights.OwnedBy.Count == 0) owners = owners.Append(type[SystemFields.CreatedBy]);
        foreach (var field in owners)
        {
            var column = "r." + SqlName.Column(field.Name);
            foreach (var user in _users) alternatives.Add(field.IsList ? ConditionSql.Member(sql, column, user) : $"{column} = {sql.Value(user)}");
        }

        if (type.Key == "user") alternatives.AddRange(_users.Select(user => $"r.id = {sql.Value(user)}"));
        return alternatives.Count == 0 ? "1 = 0" : $"({string.Join(" or ", alternatives)})";
    }

    private string InTeam(SqlText sql, RecordType type) =>
        _teams.Count == 0 ? "1 = 0" : $"r.{SqlName.Column(type.Rights.TeamField!)} in ({string.Join(", ", _teams.Select(team => sql.Value(team)))})";

    private static IEnumerable<string> Words(string? json) => json is null ? [] : ((List<object?>)RecordJson.Read(json)!).OfType<string>();
}
