using Trasa.Crm.Metadata;
using Trasa.Crm.Schema;
using Trasa.Engine.Doors;

namespace Trasa.Crm.Records;

/// <summary>A query as SQL: the actor's rights, the conditions, the search, the order and the page.</summary>
internal sealed class QuerySql(RecordTypeSet types, RecordTable table, RecordQuery query, Actor actor, Authority authority, DateTimeOffset now)
{
    private readonly List<FieldProblem> _problems = [];

    /// <exception cref="RecordInvalidException">A field is unknown or hidden, or a value does not fit it.</exception>
    public SqlText Count() => Checked(Filter(new SqlText().Add($"select count(*) from {table.Name} r where ")));

    /// <exception cref="RecordInvalidException">A field is unknown or hidden, or a value does not fit it.</exception>
    public SqlText Page() => Rows(Math.Clamp(query.Take, 0, 1000), Math.Max(query.Skip, 0));

    /// <summary>Not a page, but everything up to the limit.</summary>
    public SqlText All(int limit) => Rows(limit, 0);

    private SqlText Rows(int limit, int offset)
    {
        var sql = Filter(new SqlText().Add($"select {table.Columns} from {table.Name} r where "));
        AppendOrder(sql);
        sql.Add($" limit {sql.Value(limit)} offset {sql.Value(offset)}");
        return Checked(sql);
    }

    private SqlText Filter(SqlText sql)
    {
        authority.AppendTo(sql, table.Type, RecordOperation.Read);
        foreach (var condition in query.Where ?? [])
        {
            sql.Add(" and ");
            if (Visible(condition.Field) is not { } field) continue;
            if (condition.Value is RelatedRecords related) AppendRelated(sql, field, related);
            else if (ConditionSql.Append(sql, field, condition.Operator, Word(condition.Value)) is { } problem)
                _problems.Add(new(condition.Field, problem));
        }

        foreach (var word in SearchText.Words(query.Search)) AppendWord(sql, word);
        return sql;
    }

    private void AppendRelated(SqlText sql, RecordField field, RelatedRecords related)
    {
        if (types.Find(related.Type) is not { } type || field.IsList || type.Find(related.Field) is not { IsList: false } given || !authority.CanSee(given))
        {
            _problems.Add(new(field.Name, $"there is no single field '{related.Field}' of '{related.Type}' that it could be among."));
            sql.Add("1 = 0");
            return;
        }

        var inner = new QuerySql(types, new(type, TimeProvider.System), new(related.Type, related.Where), actor, authority, now);
        var (column, among) = ($"r.{SqlName.Column(field.Name)}", $"r.{SqlName.Column(given.Name)}");
        // NOT IN finds nothing as soon as one of the values is null.
        sql.Add(related.None ? $"({column} is null or {column} not in (select {among} from {SqlName.Table(type.Key)} r where {among} is not null and " : $"({column} in (select {among} from {SqlName.Table(type.Key)} r where ");
        inner.Filter(sql).Add("))");
        _problems.AddRange(inner._problems);
    }

    private object? Word(object? value) => value switch
    {
        "$me" => actor.UserId,
        "$myTeams" => authority.Teams,
        "$today" => DateOnly.FromDateTime(now.UtcDateTime),
        "$now" => now,
        _ => value,
    };

    private void AppendWord(SqlText sql, string word)
    {
        var pattern = sql.Value($"%{SearchText.Escape(word)}%");
        sql.Add($" and (r.search_text like {pattern} escape '\\'");
        foreach (var field in table.Type.SearchFields.Select(name => table.Type[name]).Where(field => field.Target is not null))
            sql.Add($" or r.{SqlName.Column(field.Name)} in (select t.id from {SqlName.Table(field.Target!)} t where t.search_text like {pattern} escape '\\')");
        sql.Add(")");
    }

    private void AppendOrder(SqlText sql)
    {
        sql.Add(" order by ");
        foreach (var part in query.OrderBy ?? [])
        {
            if (Visible(part.TrimStart('-')) is { } field)
                sql.Add($"{OrderTerm(sql, field)} {(part.StartsWith('-') ? "desc" : "asc")} nulls last, ");
        }

        // The identifier makes the order total, so that pages neither repeat nor lose a record.
        sql.Add(query.OrderBy is [.., var last] ? last.StartsWith('-') ? "r.id desc" : "r.id" : "r.created_at desc, r.id desc");
    }

    private string OrderTerm(SqlText sql, RecordField field)
    {
        var column = "r." + SqlName.Column(field.Name);
        if (field is { Target: { } target, Many: false })
            return $"(select lower(t.{SqlName.Column(types[target].TitleField)}) from {SqlName.Table(target)} t where t.id = {column})";
        if (field.Type == FieldType.Choice)
            return $"case {column} {string.Join(' ', field.Options.Select((option, rank) => $"when {sql.Value(option.Value)} then {rank}"))} end";
        return field.Type is FieldType.Text or FieldType.LongText ? $"lower({column})" : column;
    }

    private RecordField? Visible(string name)
    {
        if (table.Type.Find(name) is { } field && authority.CanSee(field)) return field;
        _problems.Add(new(name, $"{table.Type.Key} has no such field, or you may not see it."));
        return null;
    }

    private SqlText Checked(SqlText sql) => _problems.Count == 0 ? sql : throw new RecordInvalidException(table.Type.Key, _problems);
}
