using Trasa.Activities.Deciding;
using Trasa.Activities.Deciding.Backtesting;
using Trasa.Activities.Publishing;
using Trasa.Decisions.Backtests;
using Trasa.Decisions.Examples;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;
using Trasa.TestKit.Databases;
using Trasa.TestKit.Engine;

namespace Trasa.Activities.Tests.Deciding;

public abstract class PublicationDeskTests(DatabaseKind kind) : IAsyncLifetime
{
    private static readonly Actor Maria = new(Guid.Parse("00000000-0000-0000-0000-000000000001"), "Maria");
    private static readonly Actor Radu = new(Guid.Parse("00000000-0000-0000-0000-000000000002"), "Radu");
    private static readonly Actor Ana = new(Guid.Parse("00000000-0000-0000-0000-000000000003"), "Ana");

    private TestDatabase _database = null!;
    private EngineTestHost _host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private PublicationDesk Desk => _host.Get<PublicationDesk>();

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.NewAsync(kind, Token);
        _host = await EngineTestHost.StartAsync(services => services.AddControlActivities().AddDeciding(), _database, cancellationToken: Token);
        await _host.Definitions.PublishAsync(Draft(50), "test", null, Token);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _host.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Author_and_everybody_who_saved_the_draft_may_not_approve_it()
    {
        await Desk.SaveAsync(Draft(60), 0, Maria, Token);
        await Desk.SaveAsync(Draft(70), 1, Ana, Token);
        var request = await Desk.RequestAsync(DefinitionKind.Decision, "R-P", 2, "Fewer urgent ones", null, Maria, Token);

        foreach (var author in (Actor[])[Maria, Ana, Actor.System])
            Assert.Equal("PUB-004", (await Assert.ThrowsAsync<PublicationRefusedException>(() => Desk.ApproveAsync(request.Id, author, null, Token))).Code);
        var published = await Desk.ApproveAsync(request.Id, Radu, "Agreed", Token);

        Assert.Equal((PublicationState.Published, 2), (published.State, published.Version));
        var version = await _host.Definitions.FindAsync(DefinitionKind.Decision, "R-P", null, Token);
        Assert.Equal((2, "Maria, approved by Radu", "Fewer urgent ones"), (version!.Version, version.PublishedBy, version.Notes));
        Assert.Null(await _host.Definitions.FindDraftAsync(DefinitionKind.Decision, "R-P", Token));
        Assert.Equal("PUB-007", (await Assert.ThrowsAsync<PublicationRefusedException>(() => Desk.ApproveAsync(request.Id, Radu, null, Token))).Code);
    }

    [Fact]
    public async Task Approved_draft_comes_into_force_on_its_day_and_a_newer_draft_stays()
    {
        await Desk.SaveAsync(Draft(60), 0, Maria, Token);
        var request = await Desk.RequestAsync(DefinitionKind.Decision, "R-P", 1, "From the day after tomorrow", _host.Time.GetUtcNow().AddDays(2), Maria, Token);
        Assert.Equal(PublicationState.Approved, (await Desk.ApproveAsync(request.Id, Radu, null, Token)).State);
        await Desk.SaveAsync(Draft(90), 1, Maria, Token);

        _host.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await Desk.PublishDueAsync(Token));
        _host.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await Desk.PublishDueAsync(Token));
        Assert.Equal(0, await Desk.PublishDueAsync(Token));

        Assert.Contains("= 60", (await _host.Definitions.FindAsync(DefinitionKind.Decision, "R-P", 2, Token))!.Content, StringComparison.Ordinal);
        Assert.Contains("= 90", (await _host.Definitions.FindDraftAsync(DefinitionKind.Decision, "R-P", Token))!.Content, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    public async Task Second_person_is_told_why_something_changes(string? notes)
    {
        await Desk.SaveAsync(Draft(60), 0, Maria, Token);

        var refusal = await Assert.ThrowsAsync<PublicationRefusedException>(() => Desk.RequestAsync(DefinitionKind.Decision, "R-P", 1, notes, null, Maria, Token));

        Assert.Equal("PUB-008", refusal.Code);
        Assert.Null(await Desk.FindOpenAsync(DefinitionKind.Decision, "R-P", Token));
    }

    [Fact]
    public async Task Going_back_publishes_the_old_content_as_a_new_version()
    {
        await _host.Definitions.PublishAsync(Draft(60), "test", null, Token);

        var back = await Desk.ReturnToAsync(DefinitionKind.Decision, "R-P", 1, Radu, Token);

        Assert.Equal((3, Draft(50).Content), (back.Version, back.Content));
    }

    [Fact]
    public async Task Workflow_comes_into_force_on_its_day_and_nobody_has_to_approve_it()
    {
        await _host.Definitions.PublishAsync(Flow("before"), "test", null, Token);
        var draft = await Desk.SaveAsync(Flow("after"), 0, Maria, Token);
        var day = _host.Time.GetUtcNow().AddDays(3);

        var waiting = await Desk.RequestAsync(DefinitionKind.Workflow, "flow", draft.Revision, "New tariff", day, Maria, Token);
        Assert.Equal((PublicationState.Approved, day), (waiting.State, (await Desk.FindOpenAsync(DefinitionKind.Workflow, "flow", Token))!.ValidFrom));
        Assert.Null(await Desk.FindOpenAsync(DefinitionKind.Decision, "flow", Token));
        Assert.Equal(0, await Desk.PublishDueAsync(Token));
        _host.Time.Advance(TimeSpan.FromDays(3));
        Assert.Equal(1, await Desk.PublishDueAsync(Token));

        var published = await _host.Definitions.FindAsync(DefinitionKind.Workflow, "flow", null, Token);
        Assert.Equal((2, "Maria", "New tariff", Flow("after").Content), (published!.Version, published.PublishedBy, published.Notes, published.Content));
    }

    [Fact]
    public async Task What_was_taken_back_never_comes_into_force_and_a_newer_request_takes_the_place_of_the_older()
    {
        var day = _host.Time.GetUtcNow().AddDays(1);
        var draft = await Desk.SaveAsync(Flow("first"), 0, Maria, Token);
        var first = await Desk.RequestAsync(DefinitionKind.Workflow, "flow", draft.Revision, null, day, Maria, Token);
        var second = await Desk.RequestAsync(DefinitionKind.Workflow, "flow", draft.Revision, null, day, Radu, Token);
        Assert.Equal(PublicationState.Withdrawn, (await Desk.FindAsync(first.Id, Token))!.State);

        await Desk.WithdrawAsync(second.Id, Maria, Token);
        _host.Time.Advance(TimeSpan.FromDays(2));

        Assert.Equal(0, await Desk.PublishDueAsync(Token));
        Assert.Null(await _host.Definitions.FindAsync(DefinitionKind.Workflow, "flow", null, Token));
        Assert.NotNull(await _host.Definitions.FindDraftAsync(DefinitionKind.Workflow, "flow", Token));
    }

    [Fact]
    public async Task Failing_example_keeps_a_draft_from_being_handed_in()
    {
        var example = ExampleFile.Parse("""{ "examples": [ { "name": "fifty", "given": { "score": 55 }, "then": { "priority": "high" } } ] }""").Examples;
        await _host.Get<SavedExamples>().SaveAsync("R-P", example, "Maria", Token);
        await Desk.SaveAsync(Draft(60), 0, Maria, Token);

        var refusal = await Assert.ThrowsAsync<PublicationRefusedException>(() => Desk.RequestAsync(DefinitionKind.Decision, "R-P", 1, null, null, Maria, Token));

        Assert.Equal("PUB-006", refusal.Code);
        Assert.Contains("fifty: priority is \"low\", expected \"high\".", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backtest_counts_what_would_differ_and_what_follows_from_it()
    {
        await _host.Definitions.PublishAsync(new(DefinitionKind.Decision, "R-SLA", "R-SLA", Sla), "test", null, Token);
        for (var score = 40; score < 80; score += 5) await DecideAsync(score);
        var now = _host.Time.GetUtcNow();

        var report = await _host.Get<DecisionBacktest>().RunAsync(new("R-P", Draft(60).Content, now.AddDays(-30), now.AddSeconds(1)), null, Token);

        Assert.Equal((8, 2), (report.Tally.Tried, report.Tally.Differ));
        Assert.Equal((new FieldChange("priority", "high", "low"), 2), report.Tally.Changes[0]);
        var sla = Assert.Single(report.Consequences);
        Assert.Equal(("R-SLA", 2, 2), (sla.Key, sla.Asked, sla.Tally.Differ));
        Assert.Equal((new FieldChange("response", "1 wh", "8 wh"), 2), sla.Tally.Changes[0]);
    }

    private async Task DecideAsync(int score)
    {
        var (decisions, now) = (_host.Get<IDecisions>(), _host.Time.GetUtcNow());
        await using var work = await _host.Database.BeginAsync(Token);
        var result = await decisions.DecideAsync(work, new("R-P", null, new Dictionary<string, object?> { ["score"] = score }, now, Actor.System, Subject: $"case:{score}"), Token);
        var priority = ((IReadOnlyDictionary<string, object?>)result.Value!)["priority"];
        await decisions.DecideAsync(work, new("R-SLA", null, new Dictionary<string, object?> { ["priority"] = priority, ["region"] = null }, now, Actor.System, Subject: $"case:{score}"), Token);
        await work.CommitAsync(Token);
    }

    private static DefinitionDraft Flow(string title) => new(DefinitionKind.Workflow, "flow", "Flow", $$"""
        { "id": "flow", "definitionId": "flow", "name": "Flow", "version": 1,
          "root": { "id": "say", "type": "Elsa.WriteLine", "version": 1, "text": "{{title}}" } }
        """);

    private static DefinitionDraft Draft(int from) => new(DefinitionKind.Decision, "R-P", "R-P", $"""
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="R-P" namespace="https://example.org/p">
          <decision id="p" name="Priority">
            <variable name="Priority"/>
            <decisionTable hitPolicy="FIRST">
              <input><inputExpression typeRef="number"><text>score</text></inputExpression></input>
              <output name="priority" typeRef="string"/><output name="by" typeRef="string"/>
              <rule id="high"><inputEntry><text>&gt;= {from}</text></inputEntry><outputEntry><text>"high"</text></outputEntry><outputEntry><text>"score"</text></outputEntry></rule>
              <rule id="low"><inputEntry><text>-</text></inputEntry><outputEntry><text>"low"</text></outputEntry><outputEntry><text>"score"</text></outputEntry></rule>
            </decisionTable>
          </decision>
        </definitions>
        """);

    private const string Sla = """
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="R-SLA" namespace="https://example.org/sla">
          <decision id="sla" name="SLA policy">
            <variable name="SLA policy"/>
            <decisionTable hitPolicy="FIRST">
              <input><inputExpression typeRef="string"><text>priority</text></inputExpression></input>
              <output name="response" typeRef="string"/><output name="policy" typeRef="string"/>
              <rule id="high"><inputEntry><text>"high"</text></inputEntry><outputEntry><text>"1 wh"</text></outputEntry><outputEntry><text>"S"</text></outputEntry></rule>
              <rule id="low"><inputEntry><text>-</text></inputEntry><outputEntry><text>"8 wh"</text></outputEntry><outputEntry><text>"S"</text></outputEntry></rule>
            </decisionTable>
          </decision>
        </definitions>
        """;
}

public sealed class SqlitePublicationDeskTests() : PublicationDeskTests(DatabaseKind.Sqlite);

public sealed class PostgresPublicationDeskTests() : PublicationDeskTests(DatabaseKind.PostgreSql);
