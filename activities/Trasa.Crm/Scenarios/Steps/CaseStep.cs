using System.Text.Json.Nodes;
using Trasa.Crm.Cases;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;

namespace Trasa.Crm.Scenarios.Steps;

/// <summary>
/// Somebody works on a case: <c>{ "case": { "find", "by": "login", "do": "reply", "text" } }</c>. What can be done: reply,
/// ask, wait, waitInternally, continue, resolve, close, assign, return, merge. With <c>refused</c> it must not be possible, for a
/// reason with these words.
/// </summary>
internal sealed class CaseStep(CaseDesk desk) : IScenarioStep
{
    public string Key => "case";

    public async Task RunAsync(ScenarioWorld world, JsonNode arguments, CancellationToken cancellationToken)
    {
        var found = await world.OneAsync("case", arguments.Object("find"), cancellationToken).ConfigureAwait(false);
        var actor = await world.ActorAsync(arguments.Text("by"), cancellationToken).ConfigureAwait(false);
        await Refusals.ExpectAsync(arguments.TextOrNull("refused"), () => TryAsync(world, found.Id, arguments, actor, cancellationToken)).ConfigureAwait(false);
        await world.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Why it cannot be done, or null.</summary>
    private async Task<string?> TryAsync(ScenarioWorld world, Guid id, JsonNode arguments, Actor actor, CancellationToken cancellationToken)
    {
        try
        {
            await DoAsync(world, id, arguments, actor, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (CaseRefusedException problem)
        {
            return problem.Message;
        }
    }

    private async Task<Record> DoAsync(ScenarioWorld world, Guid id, JsonNode arguments, Actor actor, CancellationToken cancellationToken) => arguments.Text("do") switch
    {
        "reply" => await desk.ReplyAsync(id, arguments.Text("text"), thenWait: false, actor, cancellationToken).ConfigureAwait(false),
        "ask" => await desk.ReplyAsync(id, arguments.Text("text"), thenWait: true, actor, cancellationToken).ConfigureAwait(false),
        "wait" => await desk.WaitForCustomerAsync(id, actor, cancellationToken).ConfigureAwait(false),
        "waitInternally" => await desk.WaitInternallyAsync(id, actor, cancellationToken).ConfigureAwait(false),
        "continue" => await desk.ContinueAsync(id, actor, cancellationToken).ConfigureAwait(false),
        "resolve" => await desk.ResolveAsync(id, arguments.Text("cause"), arguments.Text("solution"), actor, cancellationToken).ConfigureAwait(false),
        "close" => await desk.CloseAsync(id, arguments.TextOrNull("reason") ?? ClosingReason.Resolved, actor, cancellationToken).ConfigureAwait(false),
        "assign" => await desk.AssignAsync(id, (await world.ActorAsync(arguments.Text("to"), cancellationToken).ConfigureAwait(false)).UserId!.Value, actor, cancellationToken).ConfigureAwait(false),
        "return" => await desk.ReturnAsync(id, actor, cancellationToken).ConfigureAwait(false),
        "merge" => await desk.MergeAsync(id, (await world.OneAsync("case", arguments.Object("into"), cancellationToken).ConfigureAwait(false)).Id, actor, cancellationToken).ConfigureAwait(false),
        var other => throw new ScenarioInvalidException($"Nothing is called '{other}'; there are reply, ask, wait, waitInternally, continue, resolve, close, assign, return and merge."),
    };
}
