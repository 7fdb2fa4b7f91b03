using System.Text.Json.Nodes;
using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Designer.Workflows;
using Trasa.Engine.Calendars;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Host.Trials;
using Trasa.Model.Workflows;

namespace Trasa.Host.Components.Workflows;

/// <summary>What the pickers of the designer offer.</summary>
internal sealed class DesignerChoices(IDefinitionStore definitions, IRecordTypes recordTypes, IRecords records, IServiceProvider services)
{
    private static readonly (string Type, string Field, string Address, string Hint)[] s_addresses =
    [
        ("position", "key", "position:{0}", "position"),
        ("team", "key", "team:{0}", "team"),
        ("department", "key", "head-of:department:{0}", "head of the department"),
        ("user", "login", "supervisor-of:user:{0}", "the superior of"),
        ("user", "login", "user:{0}", "only this person"),
    ];

    public async Task<IReadOnlyList<PickerChoice>> OfAsync(string editor, CancellationToken cancellationToken) => editor switch
    {
        "workflow" => await DefinitionsAsync(DefinitionKind.Workflow, "/workflows/{0}/edit", cancellationToken),
        "decision" => await DefinitionsAsync(DefinitionKind.Decision, "/decisions/{0}", cancellationToken),
        "ruleSet" => await DefinitionsAsync(DefinitionKind.RuleSet, null, cancellationToken),
        "template" => await DefinitionsAsync(DefinitionKind.Template, null, cancellationToken),
        "form" => await DefinitionsAsync(DefinitionKind.Form, "/workflows/forms/{0}", cancellationToken),
        "calendar" => await CalendarsAsync(cancellationToken),
        "recordType" => [.. recordTypes.Current.All.Select(type => new PickerChoice(type.Key, type.Label))],
        "recordField" => [.. from type in recordTypes.Current.All from field in type.Fields select new PickerChoice($"{type.Key}.{field.Name}", $"{type.Label}: {field.Label}")],
        "person" => await PeopleAsync(cancellationToken),
        "user" => await RecordsAsync("user", "login", "{0}", null, cancellationToken),
        "team" => await RecordsAsync("team", "key", "{0}", null, cancellationToken),
        "event" => await EventsAsync(cancellationToken),
        "happening" => [.. RecordHappening.All(recordTypes.Current).DistinctBy(happening => happening.Event).Select(happening => new PickerChoice(happening.Event, happening.Type.Label, happening.Field?.Label ?? happening.Verb?.Label))],
        _ => [],
    };

    private async Task<IReadOnlyList<PickerChoice>> DefinitionsAsync(DefinitionKind kind, string? page, CancellationToken cancellationToken) =>
        [
            .. from definition in await definitions.ListAsync(kind, cancellationToken)
               let href = page is null ? null : string.Format(System.Globalization.CultureInfo.InvariantCulture, page, Uri.EscapeDataString(definition.Key))
               select new PickerChoice(definition.Key, definition.Name, Href: href),
        ];

    /// <summary>Positions, teams and departments first: a process outlives the people in it.</summary>
    private async Task<IReadOnlyList<PickerChoice>> PeopleAsync(CancellationToken cancellationToken)
    {
        var found = new List<PickerChoice>();
        foreach (var (type, field, form, hint) in s_addresses)
            found.AddRange(await RecordsAsync(type, field, form, hint, cancellationToken));

        return found;
    }

    private async Task<IReadOnlyList<PickerChoice>> RecordsAsync(string type, string field, string form, string? hint, CancellationToken cancellationToken)
    {
        var title = recordTypes.Current[type].TitleField;
        var page = await records.QueryAsync(null, new RecordQuery(type, OrderBy: [title], Take: 500), Actor.System, cancellationToken);
        return
        [
            .. from record in page.Records
               where record.Text(field) is { Length: > 0 }
               select new PickerChoice(string.Format(System.Globalization.CultureInfo.InvariantCulture, form, record.Text(field)), $"{record.Text(title)}{(hint is null ? "" : $" ({hint})")}"),
        ];
    }

    /// <summary>A host without a calendar service offers none; a name may still be typed.</summary>
    private async Task<IReadOnlyList<PickerChoice>> CalendarsAsync(CancellationToken cancellationToken) =>
        services.GetService<ICalendars>() is { } calendars
            ? [.. (await calendars.AllAsync(cancellationToken)).Select(calendar => new PickerChoice(calendar.Key, calendar.Name))]
            : [];

    /// <summary>The events of the records, and every name that some workflow waits for or publishes.</summary>
    private async Task<IReadOnlyList<PickerChoice>> EventsAsync(CancellationToken cancellationToken)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var type in recordTypes.Current.All)
            names.UnionWith([$"{type.Key}.created", $"{type.Key}.changed", $"{type.Key}.deleted"]);
        foreach (var definition in await definitions.ListAsync(DefinitionKind.Workflow, cancellationToken))
            names.UnionWith(EventsIn(definition.Content));
        return [.. names.Select(name => new PickerChoice(name, name))];
    }

    private static IEnumerable<string> EventsIn(string content) =>
        DefinitionReader.Read(content).Definition is { } definition
            ? definition.AllActivities().SelectMany(placed => Named(placed.Node).Concat(WaitedFor(placed.Node)))
            : [];

    private static IEnumerable<string> Named(ActivityNode activity) =>
        activity.Input("eventName") is { Type: ExpressionSource.Literal, Text.Length: > 0 } name ? [name.Text] : [];

    private static IEnumerable<string> WaitedFor(ActivityNode activity) =>
        (activity.Json["waitFor"] as JsonArray ?? []).OfType<JsonObject>()
            .Select(wait => wait["event"]).OfType<JsonValue>()
            .Where(name => name.GetValueKind() == System.Text.Json.JsonValueKind.String)
            .Select(name => name.GetValue<string>());
}
