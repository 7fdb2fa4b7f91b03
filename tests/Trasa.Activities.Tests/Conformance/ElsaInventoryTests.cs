using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Trasa.Activities.Http;
using Trasa.Engine;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Engine.Execution;
using Trasa.Engine.Execution.InMemory;
using Trasa.Model.Activities;
using Trasa.Model.Validation;
using Trasa.Model.Workflows;
using static Trasa.Activities.Tests.Kit.Json;

namespace Trasa.Activities.Tests.Conformance;

/// <summary>Elsa's built-in activities, name by name.</summary>
public sealed class ElsaInventoryTests
{
    private static readonly ServiceProvider Services = new ServiceCollection()
        .AddLogging()
        .AddTrasaEngine()
        .AddControlActivities()
        .AddHttpActivities()
        .BuildServiceProvider();

    private static readonly IActivityCatalogue Catalogue = Services.GetRequiredService<IActivityCatalogue>();

    /// <summary>Type; its inputs, slots and unwrapped members; its outcomes.</summary>
    [Theory]
    [InlineData("Elsa.Flowchart", "", "Done")]
    [InlineData("Elsa.Sequence", "", "Done")]
    [InlineData("Elsa.StateMachine", "", "Done")]
    [InlineData("Elsa.Workflow", "root", "Done")]
    [InlineData("Elsa.Parallel", "", "Done")]
    [InlineData("Elsa.Start", "", "Done")]
    [InlineData("Elsa.End", "", "")]
    [InlineData("Elsa.Finish", "", "")]
    [InlineData("Elsa.Complete", "outcomes", "")]
    [InlineData("Elsa.Break", "", "")]
    [InlineData("Elsa.Fault", "code category faultType message", "")]
    [InlineData("Elsa.FlowDecision", "condition", "True False")]
    [InlineData("Elsa.If", "condition then else", "Done")]
    [InlineData("Elsa.FlowSwitch", "mode", "Default")]
    [InlineData("Elsa.Switch", "mode default", "Done")]
    [InlineData("Elsa.FlowFork", "branches", "")]
    [InlineData("Elsa.Fork", "joinMode", "Done")]
    [InlineData("Elsa.FlowJoin", "mode", "Done")]
    [InlineData("Elsa.FlowNode", "body", "Done")]
    [InlineData("Elsa.For", "start end step outerBoundInclusive body", "Done")]
    [InlineData("Elsa.ForEach", "items body", "Done")]
    [InlineData("Elsa.ParallelForEach", "items body", "Done")]
    [InlineData("Elsa.While", "condition body", "Done")]
    [InlineData("Elsa.SetVariable", "value", "Done")]
    [InlineData("Elsa.SetOutput", "outputName outputValue", "Done")]
    [InlineData("Elsa.SetName", "value", "Done")]
    [InlineData("Elsa.Correlate", "correlationId", "Done")]
    [InlineData("Elsa.WriteLine", "text", "Done")]
    [InlineData("Elsa.Event", "eventName", "Done")]
    [InlineData("Elsa.PublishEvent", "eventName correlationId isLocalEvent payload", "Done")]
    [InlineData("Elsa.RunTask", "taskName payload", "Done")]
    [InlineData("Elsa.ExecuteWorkflow", "workflowDefinitionId correlationId input waitForCompletion", "Done")]
    [InlineData("Elsa.DispatchWorkflow", "workflowDefinitionId correlationId input waitForCompletion", "Done")]
    [InlineData("Elsa.BulkDispatchWorkflows", "workflowDefinitionId items defaultItemInputKey correlationIdFunction input waitForCompletion childCompleted childFaulted", "Completed Canceled Done")]
    [InlineData("Elsa.HttpEndpoint", "path supportedMethods authorize policy requestTimeout requestSizeLimit fileSizeLimit allowedFileExtensions blockedFileExtensions allowedMimeTypes", "Done")]
    [InlineData("Elsa.WriteHttpResponse", "statusCode content contentType responseHeaders", "Done")]
    [InlineData("Elsa.WriteFileHttpResponse", "contentType filename entityTag content", "Done")]
    [InlineData("Elsa.SendHttpRequest", "url method content contentType authorization requestHeaders unmatchedStatusCode failedToConnect timeout", "Done")]
    [InlineData("Elsa.FlowSendHttpRequest", "url method content contentType authorization requestHeaders expectedStatusCodes", "Unmatched|status|code Failed|to|connect Timeout Done")]
    [InlineData("Elsa.DownloadHttpFile", "url method content contentType authorization requestHeaders expectedStatusCodes", "Unmatched|status|code Failed|to|connect Timeout Done")]
    [InlineData("Elsa.Delay", "timeSpan", "Done")]
    [InlineData("Elsa.Timer", "interval", "Done")]
    [InlineData("Elsa.Cron", "cronExpression", "Done")]
    [InlineData("Elsa.StartAt", "dateTime", "Done")]
    [InlineData("Elsa.RunJavaScript", "script possibleOutcomes", "Done")]
    public void Activity_has_the_members_and_outcomes_of_Elsa(string type, string members, string outcomes)
    {
        var descriptor = Catalogue.Find(type);

        Assert.NotNull(descriptor);
        Assert.Empty(Words(members).Except(descriptor.Inputs.Select(input => input.Name).Concat(descriptor.Slots)));
        Assert.Empty(Words(outcomes).Except(descriptor.Outcomes));
    }

    /// <summary>What is not here stays in the file with its arrows, and both who publishes and who runs it are told what is missing.</summary>
    [Theory]
    [InlineData("Elsa.BpmnProcess", "Import the BPMN file itself")]
    [InlineData("Elsa.RunCSharp", "Use Elsa.RunJavaScript")]
    [InlineData("Elsa.RunPython", "Use Elsa.RunJavaScript")]
    [InlineData("Elsa.ReadLine", "Use a user task")]
    [InlineData("Elsa.AlterationPlanCompleted", "/api/instances")]
    [InlineData("Elsa.Alterations.SubmitAlterationPlan", "/api/instances")]
    [InlineData("Elsa.Alterations.GenerateAlterationJobs", "/api/instances")]
    [InlineData("Elsa.Alterations.DispatchAlterationJobs", "/api/instances")]
    [InlineData("Elsa.Alterations.CompleteAlterationPlan", "/api/instances")]
    [InlineData("Elsa.Slack.SendMessage", "is not installed")]
    public async Task Type_that_is_not_here_is_kept_and_named(string type, string advice)
    {
        var text = Workflow("missing", Chart([Activity("Elsa.Start", "a"), Activity(type, "b", ("strange", new JsonObject { ["deep"] = 1 })), Activity("Elsa.End", "c")], "a -> b", "b:Odd -> c"));
        var definition = DefinitionReader.Read(text).Definition!;

        var problem = Assert.Single(Services.GetRequiredService<WorkflowValidator>().Validate(definition));
        var version = new DefinitionVersion(DefinitionKind.Workflow, "missing", 1, "missing", definition.ToText(), "missing" + type, null, default, "", null, null, null, 1);
        var runner = new InMemoryRunner(Services.GetRequiredService<IBurstExecutor>(), TimeProvider.System, new Identifiers(TimeProvider.System));
        var instance = await runner.StartAsync(version, null, null, TestContext.Current.CancellationToken);

        Assert.Null(Catalogue.Find(type));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(text), JsonNode.Parse(definition.ToText())));
        Assert.Equal((ProblemCodes.UnknownType, false), (problem.Code, problem.IsError));
        Assert.All([problem.Message, instance.Incidents.Single().Message], said => Assert.Contains(advice, said, StringComparison.Ordinal));
        Assert.Contains(type, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_activity_has_an_input_and_an_output_of_one_name_or_one_that_the_file_format_takes()
    {
        foreach (var descriptor in Catalogue.All)
        {
            string[] members = [.. descriptor.Inputs.Select(input => input.Name), .. descriptor.Slots, .. descriptor.Outputs.Select(output => output.Name)];
            Assert.Empty(members.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => descriptor.Type + ": " + group.Key));
            Assert.Empty(members.Intersect(["id", "nodeId", "name", "type", "version", "metadata", "customProperties"]).Select(name => descriptor.Type + ": " + name));
        }
    }

    private static IEnumerable<string> Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Replace('|', ' '));
}
