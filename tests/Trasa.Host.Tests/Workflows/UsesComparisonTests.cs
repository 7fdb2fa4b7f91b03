using Microsoft.Extensions.DependencyInjection;
using Trasa.Engine.Definitions;
using Trasa.Host.Workflows;

namespace Trasa.Host.Tests.Workflows;

/// <summary>A workflow stands still while what it uses lives on: two versions are compared with all that they use.</summary>
public sealed class UsesComparisonTests(RunningHost host)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_used_anew_no_longer_or_in_another_version_is_said_in_words()
    {
        var store = host.Services.GetRequiredService<IDefinitionStore>();
        await PublishAsync(store, "compared-ask", "", "First");
        await PublishAsync(store, "compared-other", "", null);
        var between = (await store.FindAsync(DefinitionKind.Form, "compared-other", null, Token))!.PublishedAt;
        await PublishAsync(store, "compared-ask", ", \"required\": true", "Nobody left it empty on purpose");

        var comparison = host.Services.GetRequiredService<UsesComparison>();
        var changes = await comparison.BetweenAsync(Flow("compared-ask", "compared-gone"), between, Flow("compared-ask", "compared-other"), null, Token);

        Assert.Equal([("changed", "Form compared-ask"), ("removed", "Form compared-gone"), ("added", "Form compared-other")], changes.Select(change => (change.Kind, change.What)));
        Assert.Equal(["version 2, before version 1: Nobody left it empty on purpose", "“Said” is required now."], changes[0].Details);
        Assert.Empty(await comparison.BetweenAsync(Flow("compared-ask", "compared-other"), null, Flow("compared-ask", "compared-other"), null, Token));
    }

    private static Task<DefinitionVersion> PublishAsync(IDefinitionStore store, string key, string more, string? notes) =>
        store.PublishAsync(new(DefinitionKind.Form, key, key, $$"""{ "name": "{{key}}", "fields": [ { "name": "said", "label": "Said", "type": "text"{{more}} } ] }"""), "Maria", notes, Token);

    private static string Flow(string first, string second) => $$"""
        { "id": "compared", "definitionId": "compared", "name": "Compared", "version": 1,
          "root": { "id": "root", "type": "Elsa.Sequence", "version": 1, "activities": [ {{Step("one", first)}}, {{Step("two", second)}} ] } }
        """;

    private static string Step(string id, string form) => $$"""
        { "id": "{{id}}", "type": "Trasa.UserTask", "version": 1, "form": { "typeName": "String", "expression": { "type": "Literal", "value": "{{form}}" } } }
        """;
}
