using System.Text.RegularExpressions;

namespace Trasa.Crm.Metadata;

/// <summary>Whether a declaration makes sense by itself. What it says about other types is checked by the set of types.</summary>
internal sealed partial class RecordTypeValidation
{
    private readonly RecordType _type;
    private readonly string _file;
    private readonly JsonPlaces? _places;
    private readonly List<DeclarationProblem> _problems = [];

    private RecordTypeValidation(RecordType type, string file, JsonPlaces? places)
    {
        _type = type;
        _file = file;
        _places = places;
    }

    public static IReadOnlyList<DeclarationProblem> Check(RecordType type, string file, JsonPlaces? places)
    {
        var validation = new RecordTypeValidation(type, file, places);
        validation.CheckNames();
        for (var i = 0; i < type.Fields.Count; i++) validation.CheckField(type.Fields[i], $"fields[{i}]");
        validation.CheckMentions();
        validation.CheckStatus();
        validation.CheckRules();
        validation.CheckRights();
        validation.CheckVerbs();
        validation.CheckWork();
        return validation._problems;
    }

    private void CheckNames()
    {
        if (!TypeKey().IsMatch(_type.Key)) Add("REC-002", "key", $"'{_type.Key}' must be camelCase letters and digits, 40 at the most.");
        if (_type.Fields.Count == 0) Add("REC-003", "fields", "a record type needs at least one field.");
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < _type.Fields.Count; i++)
        {
            var name = _type.Fields[i].Name;
            var path = $"fields[{i}].name";
            if (!FieldName().IsMatch(name)) Add("REC-002", path, $"'{name}' must be camelCase letters and digits, 48 at the most.");
            else if (SystemFields.Contains(name) || name == "reference") Add("REC-003", path, $"every record has '{name}' already; choose another name.");
            else if (!seen.Add(name)) Add("REC-003", path, $"the field '{name}' is declared twice.");
        }

        if (_type.NumberFormat is { } format && (!NumberFormat().IsMatch(format) || _type.Find("number")?.Type != FieldType.Text))
            Add("REC-008", "numberFormat", $"'{format}' needs one run of zeros in braces, e.g. C-{{yyyy}}-{{000000}}, and a text field named 'number'.");
    }

    private void CheckField(RecordField field, string path)
    {
        if (field.Label.Length == 0) Add("REC-006", path + ".label", "a field needs a label.");
        if (field.Type == FieldType.Choice && field.Options.Count == 0) Add("REC-006", path + ".options", "a choice needs options.");
        if (field.Options.Count > 0 && field.Type is not (FieldType.Choice or FieldType.MultiChoice)) Add("REC-006", path + ".options", "only choice and multiChoice have options.");
        if (field.Options.GroupBy(option => option.Value, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
            Add("REC-003", path + ".options", $"the option '{twice.Key}' is declared twice.");
        if (field.Type == FieldType.Reference && string.IsNullOrEmpty(field.To)) Add("REC-006", path + ".to", "a reference needs the key of the type that it refers to, or *.");
        if (field.To is not null && field.Type != FieldType.Reference) Add("REC-006", path + ".to", "only a reference has 'to'.");
        if (field.Many && field.Type is not (FieldType.Reference or FieldType.User)) Add("REC-006", path + ".many", "only references and users can be several; use multiChoice for words.");
        if (field.Many && field.To == "*") Add("REC-006", path + ".many", "a reference to any type is one reference.");
        if ((field.Min ?? field.Max) is not null && field.Type is not (FieldType.Integer or FieldType.Number or FieldType.Money)) Add("REC-006", path, "min and max are for numbers.");
        if (field.Min > field.Max) Add("REC-006", path + ".min", $"{field.Min} is above max {field.Max}.");
        if (field.MaxLength is <= 0 or > 10_000_000) Add("REC-006", path + ".maxLength", "must be from 1 to 10,000,000.");
        if (field.Unique && (field.IsList || field.Type is FieldType.LongText or FieldType.Json or FieldType.Boolean)) Add("REC-006", path + ".unique", $"{field.Type} cannot be unique.");
        if (field.AskedByVerb && !_type.Verbs.Any(verb => verb.Inputs?.Contains(field.Name) == true)) Add("REC-006", path + ".askedByVerb", $"no verb has '{field.Name}' among its inputs.");
        if (field.Formula is not null && (field.Required || field.Default is not null)) Add("REC-006", path + ".formula", "a calculated field has no default and is not required.");
        if (field.Formula is { } formula && Formulas.Problem(formula, _type) is { } problem) Add("REC-010", path + ".formula", problem);
        if (field.RollUp is { } rollUp && (field.Formula is not null || field.Required || !Holds(field, rollUp)))
            Add("REC-013", path + ".rollUp", "what is added up is a number and what is listed is text, without a formula, and not required.");
        if (field.Default is { } value && Defaults.Problem(field, value) is { } reason) Add("REC-009", path + ".default", reason);
    }

    private static bool Holds(RecordField field, RollUp rollUp) => rollUp.List is null
        ? field.Type is FieldType.Integer or FieldType.Number or FieldType.Money
        : rollUp.Sum is null && field.Type is FieldType.Text or FieldType.LongText;

    private void CheckMentions()
    {
        Known("titleField", _type.TitleField);
        if (_type.Find(_type.TitleField) is { } title && title.Type is not (FieldType.Text or FieldType.LongText or FieldType.Email or FieldType.Choice or FieldType.Phone))
            Add("REC-004", "titleField", $"'{_type.TitleField}' is {title.Type}; a title is text.");
        if (_type.Find(_type.TitleField) is { ReadRoles.Count: > 0 }) Add("REC-011", "titleField", "everybody who sees the record sees its title; remove readRoles.");
        Known("listColumns", _type.ListColumns);
        Known("searchFields", _type.SearchFields);
        Known("changeEvents", _type.ChangeEvents);
        Known("belongsTo", _type.BelongsTo);
        for (var i = 0; i < _type.BelongsTo.Count; i++)
            if (_type.Find(_type.BelongsTo[i]) is { } part && (part.Many || part.Type != FieldType.Reference)) Add("REC-006", $"belongsTo[{i}]", "a record belongs to others by a single reference.");
        for (var i = 0; i < _type.SearchFields.Count; i++)
        {
            if (_type.Find(_type.SearchFields[i]) is { ReadRoles.Count: > 0 }) Add("REC-011", $"searchFields[{i}]", "a field that only some roles see cannot be searched: finding a record would tell its value.");
            if (_type.Find(_type.SearchFields[i]) is { Many: true } or { Type: FieldType.Reference, To: "*" }) Add("REC-006", $"searchFields[{i}]", "only a single reference to one type can be searched by title.");
        }
    }

    private void CheckStatus()
    {
        if (_type.Status is not { } status) return;
        if (_type.Find(status.Field) is not { Type: FieldType.Choice } field)
        {
            Add("REC-005", "status.field", $"'{status.Field}' must be a choice field; its options are the states.");
            return;
        }

        if (status.Initial.Count == 0) Add("REC-005", "status.initial", "at least one state must be where a record starts.");
        States("status.initial", status.Initial, field);
        for (var i = 0; i < status.Transitions.Count; i++)
        {
            var (path, transition) = ($"status.transitions[{i}]", status.Transitions[i]);
            States(path + ".from", transition.From, field);
            States(path + ".to", transition.To, field);
            Known(path + ".requires", transition.Requires ?? []);
            Known(path + ".clears", transition.Clears ?? []);
            if (transition.Count is { } count && _type.Find(count)?.Type != FieldType.Integer) Add("REC-005", path + ".count", $"'{count}' must be an integer field.");
            if (transition.Stamp is { } stamp && _type.Find(stamp)?.Type != FieldType.DateTime) Add("REC-005", path + ".stamp", $"'{stamp}' must be a dateTime field.");
        }
    }

    private void CheckRules()
    {
        for (var i = 0; i < _type.Rules.Count; i++)
        {
            var (path, rule) = ($"rules[{i}]", _type.Rules[i]);
            Known(path + ".field", rule.Field);
            if (Formulas.Problem(rule.Holds, _type) is { } problem) Add("REC-014", path + ".holds", problem);
            if (rule.Message.Length == 0) Add("REC-014", path + ".message", "a rule says what is wrong and what would be right.");
        }
    }

    private void States(string path, IReadOnlyList<string> states, RecordField field)
    {
        for (var i = 0; i < states.Count; i++)
            if (field.Option(states[i]) is null)
                Add("REC-005", $"{path}[{i}]", $"'{states[i]}' is no state of {field.Name}; there are {string.Join(", ", field.Options.Select(option => option.Value))}.");
    }

    private void CheckWork()
    {
        if (_type.Work is not { } work) return;
        if (_type.Status is not { } status) Add("REC-012", "work", "work has states, so that it is over some day; declare status.");
        else if (_type.Find(status.Field) is { } field) States("work.over", work.Over, field);
        WorkField("assignee", work.Assignee, field => field is { Type: FieldType.User, Many: false }, "a single user");
        WorkField("priority", work.Priority, field => field.Type == FieldType.Choice, "a choice");
        WorkField("client", work.Client, field => field is { Target: "company", Many: false }, "a reference to a company");
        WorkField("previous", work.Previous, field => field is { Target: not null, Many: false }, "a reference to one type");
        WorkField("area", work.Area, field => field.Type == FieldType.Text, "a text");
    }

    private void WorkField(string member, string? name, Predicate<RecordField> fits, string kind)
    {
        if (name is null) return;
        Known($"work.{member}", name);
        if (_type.Find(name) is { } field && !fits(field)) Add("REC-012", $"work.{member}", $"'{name}' must be {kind}.");
    }

    private void CheckRights()
    {
        Known("rights.ownedBy", _type.Rights.OwnedBy);
        for (var i = 0; i < _type.Rights.OwnedBy.Count; i++)
            if (_type.Find(_type.Rights.OwnedBy[i]) is { Type: not FieldType.User }) Add("REC-011", $"rights.ownedBy[{i}]", "an owner is a user field.");
        if (_type.Rights.TeamField is { } team && _type.Find(team) is not { Target: "team", Many: false }) Add("REC-011", "rights.teamField", $"'{team}' must be a reference to team.");
        for (var i = 0; i < _type.Rights.Grants.Count; i++)
        {
            var (path, grant) = ($"rights.grants[{i}]", _type.Rights.Grants[i]);
            if (grant.Roles.Count == 0) Add("REC-011", path + ".roles", "a grant names roles, or * for every signed-in user.");
            if (grant.On == GrantScope.Team && _type.Rights.TeamField is null) Add("REC-011", path + ".on", "'team' needs rights.teamField.");
            Known(path + ".where", [.. (grant.Where ?? []).Select(condition => condition.Field)]);
        }
    }

    private void CheckVerbs()
    {
        for (var i = 0; i < _type.Verbs.Count; i++)
        {
            var (path, verb) = ($"verbs[{i}]", _type.Verbs[i]);
            if (!VerbKey().IsMatch(verb.Key) || verb.Key is "Create" or "Get" or "Find" or "Update" or "Delete")
                Add("REC-012", path + ".key", $"'{verb.Key}' must be a PascalCase word other than Create, Get, Find, Update and Delete.");
            Known(path + ".inputs", verb.Inputs ?? []);
            foreach (var (name, value) in verb.Set ?? new Dictionary<string, System.Text.Json.JsonElement>())
            {
                if (_type.Find(name) is not { } field) Add("REC-004", $"{path}.set.{name}", Unknown(name));
                else if (Defaults.Problem(field, value) is { } reason) Add("REC-009", $"{path}.set.{name}", reason);
            }
        }
    }

    private void Known(string path, IReadOnlyList<string> names)
    {
        for (var i = 0; i < names.Count; i++)
            if (_type.Find(names[i]) is null) Add("REC-004", $"{path}[{i}]", Unknown(names[i]));
    }

    private void Known(string path, string name)
    {
        if (_type.Find(name) is null) Add("REC-004", path, Unknown(name));
    }

    private string Unknown(string name) => $"there is no field '{name}'; there are {string.Join(", ", _type.Fields.Select(field => field.Name))}.";

    private void Add(string code, string path, string message) => _problems.Add(new(_file, _places?.LineOf(path) ?? 0, code, path, message));

    [GeneratedRegex("^[a-z][a-zA-Z0-9]{0,39}$")]
    private static partial Regex TypeKey();

    [GeneratedRegex("^[a-z][a-zA-Z0-9]{0,47}$")]
    private static partial Regex FieldName();

    [GeneratedRegex("^[A-Z][a-zA-Z0-9]{0,39}$")]
    private static partial Regex VerbKey();

    [GeneratedRegex(@"^[^{}]*(\{yyyy\}[^{}]*)?\{0+\}[^{}]*$")]
    private static partial Regex NumberFormat();
}
