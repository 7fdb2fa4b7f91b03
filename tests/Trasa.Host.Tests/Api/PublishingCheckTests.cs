using Microsoft.Extensions.DependencyInjection;
using Trasa.Activities.Definitions.References;
using Trasa.Crm.Records;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;
using Trasa.Model.Validation;
using Record = Trasa.Crm.Records.Record;

namespace Trasa.Host.Tests.Api;

/// <summary>Names that are written into a workflow, against the sample organisation.</summary>
public sealed class PublishingCheckTests(RunningHost host)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Trasa.UserTask", "candidates", "Literal", "\"position:head-of-nothing\"", "candidates", "'position:head-of-nothing' names nobody")]
    [InlineData("Trasa.UserTask", "candidates", "Feel", "\"[\\\"user:ana.popescu\\\", \\\"user:nobody.here\\\"]\"", "candidates", "'user:nobody.here' names nobody")]
    [InlineData("Trasa.UserTask", "candidates", "Object", "\"[\\\"team:nowhere\\\"]\"", "candidates", "'team:nowhere' names nobody")]
    [InlineData("Trasa.UserTask", "calendar", "Literal", "\"moon\"", "calendar", "no calendar 'moon'")]
    [InlineData("Trasa.Decide", "decision", "Literal", "\"R-NOWHERE\"", "decision", "no decision 'R-NOWHERE'")]
    [InlineData("Elsa.ExecuteWorkflow", "workflowDefinitionId", "Literal", "\"gone\"", "workflowDefinitionId", "no workflow 'gone'")]
    public async Task Name_that_is_not_there_is_an_error_at_its_place(string type, string input, string language, string value, string member, string message)
    {
        var problem = Assert.Single(await ProblemsAsync(type, input, language, value), problem => problem.Code == ProblemCodes.UnknownReference);

        Assert.Equal((true, "step", $"/root/activities/0/{member}"), (problem.IsError, problem.ActivityId, problem.Place));
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Person_who_left_is_named_with_what_to_do()
    {
        var leaver = await WriteAsync((records, work) => records.CreateAsync(work, "user", new Dictionary<string, object?> { ["login"] = "gone.girl", ["name"] = "Gone Girl" }, Actor.System, Stop));
        Assert.DoesNotContain(await ProblemsAsync("Trasa.UserTask", "candidates", "Literal", "\"user:gone.girl\""), problem => problem.Code == ProblemCodes.UnknownReference);

        await WriteAsync((records, work) => records.UpdateAsync(work, "user", leaver.Id, new Dictionary<string, object?> { ["active"] = false }, null, Actor.System, Stop));
        var problem = Assert.Single(await ProblemsAsync("Trasa.UserTask", "candidates", "Literal", "\"user:gone.girl\""), problem => problem.Code == ProblemCodes.UnknownReference);

        Assert.True(problem.IsError);
        Assert.Contains("is Gone Girl, who has left. Name a position or a team", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workflows_of_the_samples_have_no_errors_here()
    {
        var check = host.Services.GetRequiredService<PublishingCheck>();
        var errors = new List<string>();
        foreach (var definition in await host.Services.GetRequiredService<IDefinitionStore>().ListAsync(DefinitionKind.Workflow, Stop))
        {
            if (definition.Pack is null) continue;
            errors.AddRange((await check.CheckAsync(definition.Content, Stop)).Where(problem => problem.IsError).Select(problem => $"{definition.Key} {problem}"));
        }

        Assert.Empty(errors);
    }

    private Task<IReadOnlyList<Model.Workflows.DefinitionProblem>> ProblemsAsync(string type, string input, string language, string value) =>
        host.Services.GetRequiredService<PublishingCheck>().CheckAsync(
            $$$"""{"definitionId":"x","root":{"id":"s","type":"Elsa.Sequence","activities":[{"id":"step","type":"{{{type}}}","title":"T","{{{input}}}":{"typeName":"Object","expression":{"type":"{{{language}}}","value":{{{value}}} } } }]}}""", Stop);

    private async Task<Record> WriteAsync(Func<IRecords, IUnitOfWork, Task<Record>> write)
    {
        await using var work = await host.Services.GetRequiredService<IDatabase>().BeginAsync(Stop);
        var record = await write(host.Services.GetRequiredService<IRecords>(), work);
        await work.CommitAsync(Stop);
        return record;
    }
}
