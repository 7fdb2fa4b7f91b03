using Trasa.Activities.People;
using Trasa.Engine.Definitions;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Tests.Organisation;

public abstract class ImpactListTests(DatabaseKind kind) : DeskSuite(kind)
{
    [Fact]
    public async Task Every_definition_that_names_the_person_is_listed_with_its_line()
    {
        var anna = await Desk.AgentAsync("Anna");
        await PublishAsync(DefinitionKind.Workflow, "by-address", "{\n  \"candidates\": [\"user:anna\"]\n}");
        await PublishAsync(DefinitionKind.Decision, "by-id", $"<text>\"{anna.Id}\"</text>");
        await PublishAsync(DefinitionKind.Template, "by-name", "Ask 'anna' first.");
        await PublishAsync(DefinitionKind.Workflow, "others", "{ \"candidates\": [\"user:annabel\", \"user:anna.k\", \"position:agent\"], \"say\": \"Savanna\" }");
        await Desk.Host.Definitions.SaveDraftAsync(new(DefinitionKind.Workflow, "others", "others", "{ \"to\": \"user:anna\" }"), 0, "test", Token);

        var report = await OfAsync(anna);

        Assert.Equal(
            [("by-address", 2, false), ("by-id", 1, false), ("by-name", 1, false), ("others", 1, true)],
            report.Mentions.Select(mention => (mention.Key, mention.Line, mention.IsDraft)).OrderBy(mention => mention.Key, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Open_work_in_the_persons_name_is_counted()
    {
        var (anna, bogdan) = (await Desk.AgentAsync("Anna"), await Desk.AgentAsync("Bogdan"));
        var (open, closed) = (await Desk.CaseAsync(), await Desk.CaseAsync());
        foreach (var one in (Record[])[open, closed]) await Desk.UpdateAsync(one, new { assignee = anna.Id, status = "In progress" });
        await Desk.UpdateAsync(closed, new { status = "Closed", closingReason = "resolved" });
        await Desk.CreateAsync("substitute", new { user = bogdan.Id, substitute = anna.Id });

        var report = await OfAsync(anna);

        Assert.Contains(report.Holdings, holding => holding is { What: "Cases: Assignee", Count: 1 });
        Assert.Contains(report.Holdings, holding => holding.What.StartsWith("Substitutes", StringComparison.Ordinal) && holding.Count == 1);
        Assert.True((await OfAsync(await Desk.AgentAsync("Carmen"))).IsEmpty);
    }

    private Task<ImpactReport> OfAsync(Record user) => Desk.Host.Get<IImpactList>().OfAsync(user.Id, Token);

    private Task<DefinitionVersion> PublishAsync(DefinitionKind kind, string key, string content) =>
        Desk.Host.Definitions.PublishAsync(new(kind, key, key, content), "test", null, Token);
}

public sealed class SqliteImpactListTests() : ImpactListTests(DatabaseKind.Sqlite);

public sealed class PostgresImpactListTests() : ImpactListTests(DatabaseKind.PostgreSql);
