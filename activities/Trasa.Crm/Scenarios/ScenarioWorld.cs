using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Crm.Seeding;
using Trasa.Engine.Doors;
using Trasa.Engine.Hosting;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Scenarios;

/// <summary>
/// What the steps of one scenario act on: a whole installation of its own, on a clock that only the steps move. On a clock of
/// another kind, as when sample data is played into an installation, no step moves it.
/// </summary>
public sealed class ScenarioWorld(IServiceProvider services, TimeProvider clock, TimeZoneInfo zone)
{
    private const string TimeFormat = "yyyy-MM-dd HH:mm";

    public TimeProvider Clock => clock;

    /// <summary>In which local times are written.</summary>
    public TimeZoneInfo Zone => zone;

    public IWorkflowEngine Engine { get; } = services.GetRequiredService<IWorkflowEngine>();

    public IRecords Records { get; } = services.GetRequiredService<IRecords>();

    public IDatabase Database { get; } = services.GetRequiredService<IDatabase>();

    public RecordTypeSet Types => services.GetRequiredService<IRecordTypes>().Current;

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>Does everything that is due at this moment of the clock.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => Engine.RunDueAsync(cancellationToken);

    /// <summary>What went wrong in the workflows, one line each; empty when nothing did.</summary>
    public async Task<string> IncidentsAsync(CancellationToken cancellationToken)
    {
        var connection = await Database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var incidents = await connection.Command("select activity_id, message from incident where resolved_at is null order by occurred_at, id")
                .QueryAsync(row => $"\n        incident at {row.StringOrNull(0)}: {row.GetString(1)}", cancellationToken).ConfigureAwait(false);
            return string.Concat(incidents);
        }
    }

    /// <summary>Moves the clock, stopping wherever something becomes due on the way.</summary>
    public async Task MoveToAsync(DateTimeOffset target, CancellationToken cancellationToken)
    {
        if (clock is not SimulatedTime simulated) throw new ScenarioInvalidException("Here nobody moves the clock.");
        if (target < clock.GetUtcNow()) throw new ScenarioInvalidException($"The clock already shows {Local(clock.GetUtcNow())}; it cannot go back to {Local(target)}.");
        await RunAsync(cancellationToken).ConfigureAwait(false);
        while (await Engine.NextDueAsync(cancellationToken).ConfigureAwait(false) is { } next && next <= target)
        {
            if (next > clock.GetUtcNow()) simulated.MoveTo(next);
            if (await Engine.RunDueAsync(cancellationToken).ConfigureAwait(false) == 0) break;
        }

        simulated.MoveTo(target);
        await RunAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>"2026-04-24 09:00" in the zone of the file.</summary>
    public DateTimeOffset Instant(string local) => Instant(local, zone);

    /// <summary>"2026-04-24 09:00" in that zone.</summary>
    public static DateTimeOffset Instant(string local, TimeZoneInfo zone)
    {
        if (!DateTime.TryParseExact(local, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            throw new ScenarioInvalidException($"'{local}' is no time; write it as 2026-04-24 09:00.");
        return new DateTimeOffset(time, zone.GetUtcOffset(time)).ToUniversalTime();
    }

    public string Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone).ToString(TimeFormat, CultureInfo.InvariantCulture);

    /// <summary>The one record of the type whose fields have the values.</summary>
    public async Task<Record> OneAsync(string type, JsonObject find, CancellationToken cancellationToken) =>
        await ManyAsync(type, find, cancellationToken).ConfigureAwait(false) switch
        {
            [var only] => only,
            [] => throw new ScenarioFailedException($"There is no {type} with {find.ToJsonString()}."),
            var several => throw new ScenarioFailedException($"There are {several.Count} of {type} with {find.ToJsonString()}; say which one."),
        };

    public async Task<IReadOnlyList<Record>> ManyAsync(string type, JsonObject find, CancellationToken cancellationToken)
    {
        var where = new List<FieldCondition>();
        foreach (var (field, value) in find)
            where.Add(new(field, FieldOperator.Equal, await ValueAsync(type, field, value, cancellationToken).ConfigureAwait(false)));
        var page = await Records.QueryAsync(null, new(type, where, OrderBy: ["createdAt"], Take: 200), Actor.System, cancellationToken).ConfigureAwait(false);
        return page.Records;
    }

    /// <summary>The person with the login, as somebody who acts.</summary>
    public async Task<Actor> ActorAsync(string login, CancellationToken cancellationToken)
    {
        var found = await ManyAsync("user", new JsonObject { ["login"] = login }, cancellationToken).ConfigureAwait(false);
        return found is [var user, ..] ? new(user.Id, user.Text("name") ?? login) : throw new ScenarioFailedException($"Nobody here has the login '{login}'. Name a person by the login, e.g. ana.popescu.");
    }

    /// <summary>A value as a record holds it: people and linked records are named by login or title, times are local.</summary>
    public async Task<object?> ValueAsync(string type, string field, JsonNode? value, CancellationToken cancellationToken)
    {
        if (value is JsonArray list)
        {
            var items = new List<object?>();
            foreach (var item in list) items.Add(await ValueAsync(type, field, item, cancellationToken).ConfigureAwait(false));
            return items;
        }

        if (value is not JsonValue scalar) return null;
        if (!scalar.TryGetValue<string>(out var text)) return scalar.TryGetValue<bool>(out var flag) ? flag : scalar.GetValue<decimal>();
        if (text.StartsWith("$today", StringComparison.Ordinal)) return DayWord.Read(text, zone, clock.GetUtcNow());
        return Types[type].Find(field) switch
        {
            { Target: { } target } when target != "*" && !Guid.TryParse(text, out _) => (await LinkedAsync(target, text, cancellationToken).ConfigureAwait(false)).Id,
            { IsOpenReference: true } when text.Split(':', 2) is [var other, var name] && !Guid.TryParse(name, out _) => (await LinkedByTitleAsync(other, name, cancellationToken).ConfigureAwait(false)).Reference.ToString(),
            { Type: FieldType.DateTime } => Instant(text),
            { Type: FieldType.Date } => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => text,
        };
    }

    private Task<Record> LinkedByTitleAsync(string target, string title, CancellationToken cancellationToken) =>
        OneAsync(target, new JsonObject { [Types[target].TitleField] = title }, cancellationToken);

    private Task<Record> LinkedAsync(string target, string name, CancellationToken cancellationToken) => target switch
    {
        "user" => OneAsync("user", new JsonObject { ["login"] = name }, cancellationToken),
        _ => OneAsync(target, new JsonObject { [Types[target].Find("number") is null ? Types[target].TitleField : "number"] = name }, cancellationToken),
    };
}
