using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Trasa.Host.Identity;

namespace Trasa.Host.Tests.Decisions;

/// <summary>A decision written, shown to be right and put in force by programs, with the rules that hold for people.</summary>
public sealed class DraftEndpointsTests(RunningHost host)
{
    private const string Author = "maria.ionescu";
    private const string Second = "radu.stan";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Draft_is_saved_tried_handed_in_approved_by_another_and_taken_back_again()
    {
        using var author = await host.WithKeyAsync(Author, ApiKey.AllScopes, Stop);
        using var second = await host.WithKeyAsync(Second, ApiKey.AllScopes, Stop);

        Assert.Equal(1, (await SentAsync(author, HttpMethod.Put, "/api/decisions/R-REST/draft?revision=0", Dmn(Table(50))))["revision"]!.GetValue<int>());
        var first = await ApprovedAsync(author, second, 1);
        Assert.Equal(("published", 1), (first["state"]!.GetValue<string>(), first["version"]!.GetValue<int>()));
        var asked = await SentAsync(author, HttpMethod.Post, "/api/decisions/R-REST/try", Json(new { score = 55 }));
        Assert.Equal(("high", "r-high"), (asked["result"]!.GetValue<string>(), asked["matched"]![0]!["id"]!.GetValue<string>()));

        await SentAsync(author, HttpMethod.Put, "/api/decisions/R-REST/draft?revision=0", Dmn(Table(60)));
        var changes = await author.GetFromJsonAsync<JsonArray>("/api/decisions/R-REST/compare?from=1", Stop);
        Assert.Contains(">= 50", changes!.ToJsonString(Readable), StringComparison.Ordinal);
        Assert.Equal(0, (await SentAsync(author, HttpMethod.Post, "/api/decisions/R-REST/backtest?days=1", Json(new { })))["tried"]!.GetValue<int>());
        Assert.Equal(2, (await ApprovedAsync(author, second, 1))["version"]!.GetValue<int>());

        Assert.Equal(3, (await SentAsync(second, HttpMethod.Post, "/api/decisions/R-REST/versions/1/return", Json(new { }), HttpStatusCode.OK))["version"]!.GetValue<int>());
        Assert.Equal("high", (await SentAsync(author, HttpMethod.Post, "/api/decisions/R-REST/try", Json(new { score = 55 })))["result"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_people_may_not_do_programs_may_not_do_either()
    {
        using var author = await host.WithKeyAsync(Author, ApiKey.AllScopes, Stop);
        using var reader = await host.WithKeyAsync(Author, [ApiKey.Read], Stop);
        using var agent = await host.WithKeyAsync("ana.popescu", ApiKey.AllScopes, Stop);

        await SentAsync(reader, HttpMethod.Put, "/api/decisions/R-OWN/draft", Dmn(Table(1)), HttpStatusCode.Forbidden);
        await SentAsync(agent, HttpMethod.Put, "/api/decisions/R-OWN/draft", Dmn(Table(1)), HttpStatusCode.Forbidden);
        await SentAsync(author, HttpMethod.Put, "/api/decisions/R-OWN/draft", Dmn(Table(1)));
        var stale = await SentAsync(author, HttpMethod.Put, "/api/decisions/R-OWN/draft?revision=7", Dmn(Table(2)), HttpStatusCode.Conflict);
        Assert.Contains("Somebody else", stale["title"]!.GetValue<string>(), StringComparison.Ordinal);
        var request = await SentAsync(author, HttpMethod.Post, "/api/decisions/R-OWN/requests", Json(new { revision = 1, notes = "mine" }), HttpStatusCode.Created);

        var own = await SentAsync(author, HttpMethod.Post, $"/api/decisions/requests/{request["id"]}/approve", Json(new { note = "fine" }), HttpStatusCode.Conflict);

        Assert.Contains("PUB-004", own["title"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_read_is_refused_with_its_place()
    {
        using var author = await host.WithKeyAsync(Author, ApiKey.AllScopes, Stop);

        var broken = await SentAsync(author, HttpMethod.Put, "/api/decisions/R-BAD/draft", Dmn("<definitions>\n<oops"), HttpStatusCode.BadRequest);
        var faulty = await SentAsync(author, HttpMethod.Put, "/api/decisions/R-BAD/draft", Dmn(Table(1).Replace("score</text>", "fuzzy(score)</text>", StringComparison.Ordinal)));
        var refused = await SentAsync(author, HttpMethod.Post, "/api/decisions/R-BAD/requests", Json(new { revision = faulty["revision"]!.GetValue<int>(), notes = "" }), HttpStatusCode.Conflict);

        Assert.Contains("2:", broken["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("There is no function fuzzy", refused["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        await SentAsync(author, HttpMethod.Get, "/api/decisions/R-NONE/compare?from=1", null, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Who_hands_in_says_why_and_may_take_it_back()
    {
        using var author = await host.WithKeyAsync(Author, ApiKey.AllScopes, Stop);
        using var second = await host.WithKeyAsync(Second, ApiKey.AllScopes, Stop);
        await SentAsync(author, HttpMethod.Put, "/api/decisions/R-BACK/draft", Dmn(Table(1)));

        var silent = await SentAsync(author, HttpMethod.Post, "/api/decisions/R-BACK/requests", Json(new { revision = 1, notes = " " }), HttpStatusCode.UnprocessableEntity);
        var request = await SentAsync(author, HttpMethod.Post, "/api/decisions/R-BACK/requests", Json(new { revision = 1, notes = "Mine" }), HttpStatusCode.Created);
        await SentAsync(second, HttpMethod.Post, $"/api/decisions/requests/{request["id"]}/withdraw", null, HttpStatusCode.Forbidden);
        var withdrawn = await SentAsync(author, HttpMethod.Post, $"/api/decisions/requests/{request["id"]}/withdraw", null);
        await SentAsync(author, HttpMethod.Post, $"/api/decisions/requests/{request["id"]}/withdraw", null, HttpStatusCode.Conflict);
        using var discarded = await author.DeleteAsync("/api/decisions/R-BACK/draft?revision=1", Stop);

        Assert.StartsWith("Say what changes", silent["errors"]!["notes"]![0]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("withdrawn", withdrawn["state"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.NoContent, discarded.StatusCode);
        await SentAsync(author, HttpMethod.Get, "/api/decisions/R-BACK/draft", null, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Examples_are_saved_by_who_writes_rules_and_a_file_with_mistakes_changes_nothing()
    {
        using var author = await host.WithKeyAsync(Author, ApiKey.AllScopes, Stop);
        using var second = await host.WithKeyAsync(Second, ApiKey.AllScopes, Stop);
        var good = new { examples = new[] { new { name = "A high score", given = new { score = 99 }, then = "high" } } };

        await SentAsync(second, HttpMethod.Put, "/api/decisions/R-SHOWN/examples", Json(good), HttpStatusCode.Forbidden);
        await SentAsync(author, HttpMethod.Put, "/api/decisions/R-SHOWN/examples", Json(good));
        var faulty = await SentAsync(author, HttpMethod.Put, "/api/decisions/R-SHOWN/examples", Json(new { examples = new[] { new { name = "Nothing given" } } }), HttpStatusCode.UnprocessableEntity);
        var kept = await author.GetFromJsonAsync<JsonArray>("/api/decisions/R-SHOWN/examples", Stop);

        Assert.Contains("'Nothing given' has no", faulty["errors"]!["examples"]![0]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("A high score", Assert.Single(kept!)!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task Trying_knows_the_functions_of_the_product()
    {
        using var author = await host.WithKeyAsync(Author, [ApiKey.Read, ApiKey.Write], Stop);

        var answer = await SentAsync(author, HttpMethod.Post, "/api/decisions/R-CLASS/try", Json(new { subject = "Invoice", text = "The TrackBox platform is down", customerPriority = "A", contractProduct = (string?)null }));

        Assert.Equal("TrackBox", answer["result"]!["product"]!.GetValue<string>());
        Assert.Empty(answer["diagnostics"]!.AsArray());
    }

    [Fact]
    public async Task Trying_with_names_that_the_decision_does_not_take_names_them_and_the_known_ones()
    {
        using var author = await host.WithKeyAsync(Author, [ApiKey.Read, ApiKey.Write], Stop);

        var refused = await SentAsync(author, HttpMethod.Post, "/api/decisions/R-TEAM/try", Json(new { inputs = new { topic = "invoice" } }), HttpStatusCode.UnprocessableEntity);
        var asked = await SentAsync(author, HttpMethod.Post, "/api/decisions/R-TEAM/try", Json(new { topic = "invoice", product = "TrackBox", region = "North" }));

        Assert.Equal("'inputs' is no input of 'Team'; it takes topic, product, region, as members of the body itself.", refused["errors"]!["inputs"]![0]!.GetValue<string>());
        Assert.Equal("billing", asked["result"]!["team"]!.GetValue<string>());
    }

    private static readonly System.Text.Json.JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static async Task<JsonNode> ApprovedAsync(HttpClient author, HttpClient second, int revision)
    {
        var request = await SentAsync(author, HttpMethod.Post, "/api/decisions/R-REST/requests", Json(new { revision, notes = "By a program" }), HttpStatusCode.Created);
        return await SentAsync(second, HttpMethod.Post, $"/api/decisions/requests/{request["id"]}/approve", Json(new { note = "Agreed" }));
    }

    private static async Task<JsonNode> SentAsync(HttpClient client, HttpMethod method, string path, HttpContent? body, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        using var answer = await client.SendAsync(request, Stop);
        var text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True(answer.StatusCode == expected, $"{method} {path}: {answer.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }

    private static JsonContent Json(object value) => JsonContent.Create(value);

    private static StringContent Dmn(string text) => new(text, Encoding.UTF8, new MediaTypeHeaderValue("application/xml"));

    private static string Table(int from) => $"""
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="R-REST" namespace="https://example.org/rest">
          <inputData id="in" name="score"><variable name="score" typeRef="number"/></inputData>
          <decision id="p" name="Priority">
            <variable name="Priority"/>
            <informationRequirement><requiredInput href="#in"/></informationRequirement>
            <decisionTable hitPolicy="FIRST">
              <input id="c"><inputExpression typeRef="number"><text>score</text></inputExpression></input>
              <output id="o" typeRef="string"/>
              <rule id="r-high"><inputEntry><text>&gt;= {from}</text></inputEntry><outputEntry><text>"high"</text></outputEntry></rule>
              <rule id="r-low"><inputEntry><text>-</text></inputEntry><outputEntry><text>"low"</text></outputEntry></rule>
            </decisionTable>
          </decision>
        </definitions>
        """;
}
