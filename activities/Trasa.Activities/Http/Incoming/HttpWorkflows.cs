using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Engine.Hosting;
using Trasa.Engine.Instances;
using Trasa.Engine.Stores;

namespace Trasa.Activities.Http.Incoming;

/// <inheritdoc cref="IHttpWorkflows"/>
internal sealed class HttpWorkflows(
    IDatabase database, IInstanceStore instances, IDefinitionStore definitions, IWorkflowEngine engine, TriggerActivities activities) : IHttpWorkflows
{
    private const int CacheSize = 1_000;

    /// <summary>Of published versions, which never change.</summary>
    private readonly ConcurrentDictionary<(string Key, int Version, string Activity), EndpointSettings> _settings = new();

    public async Task<EndpointMatch> FindAsync(string method, string path, string? correlationId, CancellationToken cancellationToken)
    {
        var waiting = await WaitingAsync(method, path, correlationId, cancellationToken).ConfigureAwait(false);
        if (waiting.Finding is EndpointFinding.Found or EndpointFinding.Ambiguous) return waiting;
        var starting = await StartingAsync(method, path, cancellationToken).ConfigureAwait(false);
        return starting.Finding == EndpointFinding.NotFound ? waiting : starting;
    }

    public async Task<EndpointAnswer> RunAsync(EndpointMatch match, IncomingRequest request, string? idempotencyKey, Actor actor, CancellationToken cancellationToken)
    {
        var payload = request.ToPayload(match.Route);
        var exchange = HttpExchange.Open();
        try
        {
            if (match.BookmarkId is { } bookmark)
            {
                var resumed = await engine.ResumeAsync(bookmark, payload, actor, cancellationToken).ConfigureAwait(false);
                return new(exchange.Response, resumed.Outcome is ResumeOutcome.Resumed or ResumeOutcome.OnHold ? resumed.Status : null, null);
            }

            var id = idempotencyKey is { Length: > 0 } key ? Named($"{match.DefinitionKey}:{match.ActivityId}:{key}") : (Guid?)null;
            var started = await engine.StartAsync(new(match.DefinitionKey!, payload, Version: match.Version, InstanceId: id, Actor: actor, Trigger: match.ActivityId), cancellationToken).ConfigureAwait(false);
            return new(exchange.Response, started.Status, started.InstanceId);
        }
        finally
        {
            HttpExchange.Close();
        }
    }

    private async Task<EndpointMatch> WaitingAsync(string method, string path, string? correlationId, CancellationToken cancellationToken)
    {
        var routes = await QueryAsync("select distinct name from bookmark where kind = @kind", row => row.GetString(0), cancellationToken).ConfigureAwait(false);
        var best = new EndpointMatch(EndpointFinding.NotFound);
        foreach (var (name, route) in Fitting(routes, name => name, path))
        {
            var bookmarks = await instances.FindWaitingAsync(HttpEndpoint.Kind, name, correlationId, cancellationToken).ConfigureAwait(false);
            var fitting = bookmarks.Select(bookmark => (Bookmark: bookmark, Settings: EndpointSettings.FromPayload(bookmark.Payload))).Where(one => one.Settings.Methods.Contains(method)).ToList();
            if (correlationId is not null && fitting.Any(one => one.Bookmark.CorrelationId == correlationId)) fitting.RemoveAll(one => one.Bookmark.CorrelationId != correlationId);
            if (fitting.Count > 1) return new(EndpointFinding.Ambiguous);
            if (fitting is [var only]) return new(EndpointFinding.Found, only.Settings) { Route = route, BookmarkId = only.Bookmark.Id };
            if (bookmarks.Count > 0) best = new(EndpointFinding.MethodNotAllowed);
        }

        return best;
    }

    private async Task<EndpointMatch> StartingAsync(string method, string path, CancellationToken cancellationToken)
    {
        var triggers = await QueryAsync(
            "select definition_key, activity_id, definition_version, name from workflow_trigger where kind = @kind order by definition_key, activity_id",
            row => (Key: row.GetString(0), Activity: row.GetString(1), Version: row.GetInt32(2), Name: row.GetString(3)), cancellationToken).ConfigureAwait(false);
        var best = new EndpointMatch(EndpointFinding.NotFound);
        foreach (var (trigger, route) in Fitting(triggers, trigger => trigger.Name, path))
        {
            if (await SettingsAsync(trigger.Key, trigger.Version, trigger.Activity, cancellationToken).ConfigureAwait(false) is not { } settings) continue;
            if (settings.Methods.Contains(method))
                return new(EndpointFinding.Found, settings) { Route = route, DefinitionKey = trigger.Key, Version = trigger.Version, ActivityId = trigger.Activity };
            best = new(EndpointFinding.MethodNotAllowed);
        }

        return best;
    }

    /// <summary>What fits the path, the one that says more first.</summary>
    private static IEnumerable<(T Item, Dictionary<string, object?> Route)> Fitting<T>(IEnumerable<T> items, Func<T, string> name, string path) => items
        .Select(item => RouteTemplate.TryParse(name(item), out var template, out _) && template.Match(path) is { } route ? (Item: item, Route: route, template.Precision) : (Item: item, Route: null!, Precision: ""))
        .Where(fit => fit.Route is not null)
        .OrderByDescending(fit => fit.Precision, StringComparer.Ordinal)
        .Select(fit => (fit.Item, fit.Route));

    private async Task<EndpointSettings?> SettingsAsync(string key, int version, string activityId, CancellationToken cancellationToken)
    {
        if (_settings.TryGetValue((key, version, activityId), out var known)) return known;
        if (await definitions.FindAsync(DefinitionKind.Workflow, key, version, cancellationToken).ConfigureAwait(false) is not { } definition) return null;
        if (activities.Find(definition, HttpEndpoint.TypeName).FirstOrDefault(activity => activity.Id == activityId) is not { } endpoint) return null;
        if (_settings.Count >= CacheSize) _settings.Clear();
        return _settings[(key, version, activityId)] = EndpointSettings.Read(endpoint.Input, endpoint.Node.Json);
    }

    private async Task<List<T>> QueryAsync<T>(string sql, Func<System.Data.Common.DbDataReader, T> read, CancellationToken cancellationToken)
    {
        var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        return await connection.Command(sql, ("kind", HttpEndpoint.Kind)).QueryAsync(read, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The same identifier for the same name, so that a repeated request meets the instance that it started.</summary>
    private static Guid Named(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));
}
