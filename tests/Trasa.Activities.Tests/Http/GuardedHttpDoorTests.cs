using System.Net;
using Trasa.Activities.Http.Outgoing;

namespace Trasa.Activities.Tests.Http;

public sealed class GuardedHttpDoorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http://127.0.0.1:{0}/")]
    [InlineData("http://localhost:{0}/")]
    [InlineData("http://[::1]:{0}/")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/")]
    [InlineData("http://2130706433:{0}/")]
    [InlineData("http://0x7f.1:{0}/")]
    [InlineData("http://0177.0.0.1:{0}/")]
    [InlineData("http://user@127.0.0.1:{0}/")]
    public async Task Nothing_inside_the_house_is_called_by_whatever_name(string address)
    {
        await using var server = new SmallServer(_ => SmallServer.Ok("secret"));

        var answer = await SendAsync(new(), string.Format(null, address, server.Port));

        Assert.Equal(HttpResult.Refused, answer.Result);
        Assert.Contains("inside the house", answer.Reason, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://example.org/")]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task Only_http_leaves(string address) => Assert.Equal(HttpResult.Refused, (await SendAsync(new(), address)).Result);

    /// <summary>Whether or not the machine knows the name with a dot at its end.</summary>
    [Theory]
    [InlineData("http://localhost.:{0}/")]
    [InlineData("http://a.localhost:{0}/")]
    public async Task Other_names_of_this_machine_reach_nothing(string address)
    {
        await using var server = new SmallServer(_ => SmallServer.Ok("secret"));

        Assert.NotEqual(HttpResult.Answered, (await SendAsync(new(), string.Format(null, address, server.Port))).Result);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("::1")]
    [InlineData("::ffff:10.0.0.1")]
    public async Task Name_that_leads_into_the_house_is_refused(string address)
    {
        using var door = new GuardedHttpDoor(new(), (_, _) => Task.FromResult(new[] { IPAddress.Parse(address) }));

        var answer = await door.SendAsync(new("GET", "http://harmless.example/", new Dictionary<string, string>()), Token);

        Assert.Equal(HttpResult.Refused, answer.Result);
        Assert.Contains("harmless.example", answer.Reason, StringComparison.Ordinal);
    }

    /// <summary>A name server that answers with a public address when it is asked first, and with one inside when it counts.</summary>
    [Fact]
    public async Task Name_that_changes_its_address_is_refused_when_it_leads_into_the_house()
    {
        await using var server = new SmallServer(_ => SmallServer.Status(302, "Location: http://harmless.example:2/"));
        var answers = new Queue<string>(["127.0.0.1", "127.0.0.2"]);
        using var door = new GuardedHttpDoor(Allowed(), (_, _) => Task.FromResult(new[] { IPAddress.Parse(answers.Dequeue()) }));

        var answer = await door.SendAsync(new("GET", $"http://harmless.example:{server.Port}/", new Dictionary<string, string>()), Token);

        Assert.Equal((HttpResult.Refused, 0, 1), (answer.Result, answers.Count, server.Requests.Count));
    }

    [Fact]
    public async Task Of_several_addresses_only_those_that_are_allowed_are_tried()
    {
        await using var server = new SmallServer(_ => SmallServer.Ok("public"));
        using var door = new GuardedHttpDoor(Allowed(), (_, _) => Task.FromResult(new[] { IPAddress.Parse("127.0.0.2"), IPAddress.Loopback }));

        Assert.Equal("public", (await door.SendAsync(new("GET", $"http://harmless.example:{server.Port}/", new Dictionary<string, string>()), Token)).Body);
    }

    [Theory]
    [InlineData("127.0.0.2")]
    [InlineData("[::ffff:127.0.0.2]")]
    [InlineData("2130706434")]
    public async Task Redirect_into_the_house_is_refused(string host)
    {
        await using var inside = new SmallServer(_ => SmallServer.Ok("secret"));
        await using var outside = new SmallServer(_ => SmallServer.Status(302, $"Location: http://{host}:{inside.Port}/"));

        var answer = await SendAsync(Allowed(), outside.Address);

        Assert.Equal(HttpResult.Refused, answer.Result);
        Assert.Empty(inside.Requests);
    }

    [Fact]
    public async Task Redirect_is_followed_without_the_credentials_of_the_first_server()
    {
        await using var target = new SmallServer(_ => SmallServer.Ok("{\"a\":1}"));
        await using var first = new SmallServer(_ => SmallServer.Status(307, $"Location: {target.Address}"));

        using var door = new GuardedHttpDoor(Allowed());
        var answer = await door.SendAsync(new("POST", first.Address, new Dictionary<string, string> { ["Authorization"] = "Bearer x" }, "{}"), Token);

        Assert.Equal((200, "{\"a\":1}"), (answer.StatusCode, answer.Body));
        Assert.Contains("Bearer x", first.Requests.Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("Bearer x", target.Requests.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirects_in_a_circle_end()
    {
        await using var server = new SmallServer(_ => SmallServer.Status(302, "Location: /again"));

        var answer = await SendAsync(Allowed(), server.Address);

        Assert.Contains("redirects", answer.Reason, StringComparison.Ordinal);
        Assert.Equal(6, server.Requests.Count);
    }

    [Fact]
    public async Task Answer_over_the_limit_is_refused()
    {
        await using var server = new SmallServer(_ => SmallServer.Ok(new string('x', 20_000), "text/plain"));
        var options = Allowed();
        options.AnswerSize = 10_000;

        Assert.Contains("AnswerSize", (await SendAsync(options, server.Address)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silent_server_is_a_timeout_and_an_absent_one_a_failed_connection()
    {
        await using var server = new SmallServer(_ => null);
        var options = Allowed();
        options.Timeout = TimeSpan.FromMilliseconds(200);
        var silent = await SendAsync(options, server.Address);
        options.Timeout = TimeSpan.FromSeconds(20);

        Assert.Equal(HttpResult.Timeout, silent.Result);
        Assert.Equal(HttpResult.FailedToConnect, (await SendAsync(options, "http://127.0.0.1:1/")).Result);
    }

    [Fact]
    public async Task Header_with_a_line_break_is_refused()
    {
        using var door = new GuardedHttpDoor(Allowed());

        Assert.Equal(HttpResult.Refused, (await door.SendAsync(new("GET", "http://127.0.0.1:1/", new Dictionary<string, string> { ["X"] = "a\r\nHost: b" }), Token)).Result);
    }

    [Fact]
    public async Task Only_listed_hosts_are_called_when_there_is_a_list()
    {
        var options = Allowed();
        options.AllowedHosts = ["api.example.org"];

        Assert.Contains("AllowedHosts", (await SendAsync(options, "http://127.0.0.1:1/")).Reason, StringComparison.Ordinal);
    }

    private static HttpDoorOptions Allowed() => new() { AllowedNetworks = ["127.0.0.1"] };

    private static async Task<HttpAnswer> SendAsync(HttpDoorOptions options, string address)
    {
        using var door = new GuardedHttpDoor(options);
        return await door.SendAsync(new("GET", address, new Dictionary<string, string>()), Token);
    }
}
