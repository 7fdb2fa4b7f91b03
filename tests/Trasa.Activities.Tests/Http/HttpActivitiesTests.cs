using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Trasa.Activities.Http;
using Trasa.Activities.Http.Incoming;
using Trasa.Activities.Http.Outgoing;
using Trasa.Activities.Tests.Kit;
using Trasa.Engine.Doors;
using Trasa.Engine.Execution;
using Trasa.Engine.Instances;
using Trasa.TestKit.Engine;
using static Trasa.Activities.Tests.Kit.Json;

namespace Trasa.Activities.Tests.Http;

/// <summary>Endpoints and requests in workflows, with a door that the test holds.</summary>
public sealed class HttpActivitiesTests : IAsyncLifetime
{
    private readonly FakeDoor _door = new();
    private EngineTestHost _host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await EngineTestHost.StartAsync(
        services => services.AddSingleton<IHttpDoor>(_door).AddControlActivities().AddHttpActivities(), cancellationToken: Token);

    public async ValueTask DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Request_starts_the_workflow_with_its_values_and_is_answered()
    {
        var endpoint = Activity("Elsa.HttpEndpoint", "in", ("path", "orders/{id:int}"), ("supportedMethods", new JsonArray("POST")), ("parsedContent", Output("body")), ("routeData", Output("route"))).Starts();
        var response = Activity("Elsa.WriteHttpResponse", "out", ("statusCode", 201), ("content", Expression("Feel", "{order: route.id, who: body.name}")), ("responseHeaders", new JsonObject { ["X-Order"] = "7" }));
        await PublishAsync("orders", Sequence(endpoint, response), Variable("body"), Variable("route"));

        var answer = await RequestAsync("POST", "orders/7", """{"name": "Ana"}""");

        Assert.Equal((201, """{"order":"7","who":"Ana"}""", "7"), (answer.Response!.StatusCode, Encoding.UTF8.GetString(answer.Response.Body.Span), answer.Response.Headers["X-Order"]));
        Assert.Equal(InstanceStatus.Finished, answer.Status);
    }

    [Theory]
    [InlineData("GET", "orders/7", EndpointFinding.MethodNotAllowed)]
    [InlineData("POST", "orders/seven", EndpointFinding.NotFound)]
    [InlineData("POST", "orders/7/more", EndpointFinding.NotFound)]
    [InlineData("POST", "", EndpointFinding.NotFound)]
    public async Task What_no_endpoint_takes_says_why(string method, string path, EndpointFinding expected)
    {
        await PublishAsync("orders", Sequence(Activity("Elsa.HttpEndpoint", "in", ("path", "/orders/{id:int}"), ("supportedMethods", new JsonArray("POST"))).Starts()));

        Assert.Equal(expected, (await Workflows.FindAsync(method, path, null, Token)).Finding);
    }

    [Fact]
    public async Task Path_that_says_more_wins()
    {
        await PublishAsync("any", Sequence(Activity("Elsa.HttpEndpoint", "in", ("path", "orders/{id}")).Starts(), Answers("any")));
        await PublishAsync("new", Sequence(Activity("Elsa.HttpEndpoint", "in", ("path", "orders/new")).Starts(), Answers("new")));

        Assert.Equal("new", Encoding.UTF8.GetString((await RequestAsync("GET", "orders/new")).Response!.Body.Span));
        Assert.Equal("any", Encoding.UTF8.GetString((await RequestAsync("GET", "orders/4711")).Response!.Body.Span));
    }

    [Fact]
    public async Task Instance_that_waits_at_a_path_goes_on_and_two_need_a_correlation()
    {
        await PublishAsync("wait", Sequence(Activity("Elsa.HttpEndpoint", "in", ("path", "approve")), Answers("thanks")));
        var first = await _host.Engine.StartAsync(new("wait", CorrelationId: "a"), Token);
        await _host.Engine.StartAsync(new("wait", CorrelationId: "b"), Token);

        Assert.Equal(EndpointFinding.Ambiguous, (await Workflows.FindAsync("GET", "approve", null, Token)).Finding);
        var answer = await RequestAsync("GET", "approve", correlation: "a");

        Assert.Equal("thanks", Encoding.UTF8.GetString(answer.Response!.Body.Span));
        Assert.Equal(InstanceStatus.Finished, (await _host.InstanceAsync(first.InstanceId, Token)).Status);
        Assert.Equal(EndpointFinding.NotFound, (await Workflows.FindAsync("GET", "approve", "a", Token)).Finding);
    }

    [Fact]
    public async Task Repeated_request_with_the_same_key_starts_nothing()
    {
        await PublishAsync("hook", Sequence(Activity("Elsa.HttpEndpoint", "in", ("path", "hook")).Starts()));
        var match = await Workflows.FindAsync("GET", "hook", null, Token);
        var request = new IncomingRequest { Method = "GET", Path = "hook" };

        var first = await Workflows.RunAsync(match, request, "k1", Actor.System, Token);
        var again = await Workflows.RunAsync(match, request, "k1", Actor.System, Token);

        Assert.Equal(first.InstanceId, again.InstanceId);
        Assert.Equal(1, (await _host.Get<IInstanceQueries>().SearchAsync(new("hook"), 0, 10, Token)).Total);
    }

    [Fact]
    public async Task Credentials_do_not_become_data()
    {
        await PublishAsync("hook", Sequence(Activity("Elsa.HttpEndpoint", "in", ("path", "hook"), ("headers", Output("h"))).Starts(), Activity("Elsa.Event", "stay", ("eventName", "x"))), Variable("h"));

        var answer = await RequestAsync("GET", "hook");

        var stored = await _host.InstanceAsync(answer.InstanceId!.Value, Token);
        var view = _host.Get<IInstanceRepair>().Look((await _host.Definitions.FindAsync(Engine.Definitions.DefinitionKind.Workflow, "hook", null, Token))!, stored);
        Assert.Equal(["X-Kept"], ((IReadOnlyDictionary<string, object?>)view.Variables["h"]!).Keys);
    }

    [Fact]
    public async Task Answer_of_a_request_comes_back_and_the_same_key_goes_with_every_try()
    {
        _door.Answers.Enqueue(HttpAnswer.Without(HttpResult.Timeout, "slow"));
        _door.Answers.Enqueue(new(HttpResult.Answered, 503, new Dictionary<string, string>()));
        _door.Answers.Enqueue(new(HttpResult.Answered, 200, new Dictionary<string, string>(), """{"rate": 4.97}""", "application/json"));
        var send = Activity("Elsa.FlowSendHttpRequest", "send", ("url", "https://rates.example.org/eur"), ("expectedStatusCodes", new JsonArray(200)), ("retries", 2), ("parsedContent", Output("answer")));
        await PublishAsync("rates", Chart([send, Activity("Elsa.SetOutput", "set", ("outputName", "rate"), ("outputValue", Expression("Feel", "answer.rate")))], "send:200 -> set"), Variable("answer"));

        var started = await _host.StartWorkflowAsync("rates", cancellationToken: Token);
        await _host.AdvanceAsync(TimeSpan.FromMinutes(1), Token);

        Assert.Equal(InstanceStatus.Finished, (await _host.InstanceAsync(started.InstanceId, Token)).Status);
        Assert.Equal(3, _door.Calls.Count);
        Assert.Single(_door.Calls.Select(call => call.Headers["Idempotency-Key"]).Distinct());
    }

    [Theory]
    [InlineData(404, "missing")]
    [InlineData(500, "unmatched")]
    [InlineData(0, "nobody")]
    public async Task Branch_that_belongs_to_the_answer_runs(int status, string expected)
    {
        _door.Answers.Enqueue(status == 0 ? HttpAnswer.Without(HttpResult.FailedToConnect, "away") : new(HttpResult.Answered, status, new Dictionary<string, string>()));
        var branch = new JsonObject { ["statusCode"] = 404, ["activity"] = Sets("missing") };
        var send = Activity("Elsa.SendHttpRequest", "send", ("url", "https://example.org/"), ("expectedStatusCodes", new JsonArray(branch)), ("unmatchedStatusCode", Sets("unmatched")), ("failedToConnect", Sets("nobody")));
        await PublishAsync("branches", Sequence(send));

        var started = await _host.StartWorkflowAsync("branches", cancellationToken: Token);
        await _host.RunUntilIdleAsync(Token);

        Assert.Equal(InstanceStatus.Finished, (await _host.InstanceAsync(started.InstanceId, Token)).Status);
        var journal = await _host.Get<IInstanceQueries>().JournalAsync(started.InstanceId, 0, 100, Token);
        Assert.Contains(journal, entry => entry.ActivityId == expected);
    }

    [Fact]
    public async Task Refused_request_is_an_incident_that_says_why()
    {
        _door.Answers.Enqueue(HttpAnswer.Without(HttpResult.Refused, "It is inside the house."));
        await PublishAsync("bad", Sequence(Activity("Elsa.FlowSendHttpRequest", "send", ("url", "http://10.0.0.1/"))));

        var started = await _host.StartWorkflowAsync("bad", cancellationToken: Token);
        await _host.RunUntilIdleAsync(Token);

        Assert.Contains("inside the house", (await _host.Get<IInstanceQueries>().IncidentsAsync(started.InstanceId, Token)).Single().Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("attachment; filename*=UTF-8''price%20list.pdf", "price list.pdf")]
    [InlineData("attachment; filename=\"..\\..\\evil.pdf\"", "evil.pdf")]
    [InlineData(null, "offer.pdf")]
    public async Task File_is_downloaded_byte_for_byte_under_its_name(string? disposition, string expected)
    {
        var headers = disposition is null ? new Dictionary<string, string>() : new() { ["content-disposition"] = disposition };
        _door.Answers.Enqueue(new(HttpResult.Answered, 200, headers, Convert.ToBase64String([0, 255, 13]), "application/pdf", IsBinary: true));
        var download = Activity("Elsa.DownloadHttpFile", "get", ("url", "https://files.example.org/2026/offer.pdf?x=1"), ("expectedStatusCodes", new JsonArray(200, 404)), ("result", Output("file")));
        var name = Activity("Elsa.SetName", "name", ("value", Expression("Feel", "file.fileName + \" \" + file.content + \" \" + file.contentType")));
        await PublishAsync("download", Chart([download, name], "get:200 -> name"), Variable("file"));

        var started = await _host.StartWorkflowAsync("download", cancellationToken: Token);
        await _host.RunUntilIdleAsync(Token);

        Assert.True(_door.Calls.Single().AsFile);
        Assert.Equal(expected + " AP8N application/pdf", (await _host.InstanceAsync(started.InstanceId, Token)).Name);
    }

    private IHttpWorkflows Workflows => _host.Get<IHttpWorkflows>();

    private static JsonObject Sets(string id) => Activity("Elsa.WriteLine", id, ("text", id));

    private static JsonObject Answers(string text) => Activity("Elsa.WriteHttpResponse", "out", ("content", text));

    private Task<Engine.Definitions.DefinitionVersion> PublishAsync(string key, JsonObject root, params JsonObject[] variables) => _host.PublishAsync(key, Workflow(key, root, variables), Token);

    private async Task<EndpointAnswer> RequestAsync(string method, string path, string? body = null, string? correlation = null)
    {
        var match = await Workflows.FindAsync(method, path, correlation, Token);
        Assert.Equal(EndpointFinding.Found, match.Finding);
        var request = new IncomingRequest
        {
            Method = method,
            Path = path,
            Headers = new Dictionary<string, string> { ["Authorization"] = "Bearer x", ["Cookie"] = "a=b", ["X-Kept"] = "1" },
            ContentType = "application/json",
            Body = Encoding.UTF8.GetBytes(body ?? ""),
        };
        return await Workflows.RunAsync(match, request, null, Actor.System, Token);
    }

    private sealed class FakeDoor : IHttpDoor
    {
        public Queue<HttpAnswer> Answers { get; } = new();

        public List<HttpCall> Calls { get; } = [];

        public Task<HttpAnswer> SendAsync(HttpCall call, CancellationToken cancellationToken)
        {
            Calls.Add(call);
            return Task.FromResult(Answers.Dequeue());
        }
    }
}
