using Trasa.Activities.Definitions.References;
using Trasa.Activities.Publishing;
using Trasa.Engine.Definitions;
using Trasa.Host.Trials;

namespace Trasa.Host.Workflows;

/// <summary>A workflow that names what is not there is not published, nor one whose scenarios fail unless somebody says why.</summary>
internal sealed class WorkflowHold(PublishingCheck check, ScenarioRuns scenarios) : IPublicationCheck
{
    /// <summary>As many as people read in one message.</summary>
    private const int MostTold = 3;

    public DefinitionKind Kind => DefinitionKind.Workflow;

    public async Task CheckAsync(PublicationAttempt attempt, CancellationToken cancellationToken)
    {
        var errors = (await check.CheckAsync(attempt.Content, cancellationToken)).Where(problem => problem.IsError).ToList();
        if (errors.Count > 0) throw new PublicationRefusedException(PublicationRefusedException.HasErrors, $"The draft has errors: {string.Join(" ", errors.Take(MostTold).Select(problem => problem.Message))}");
        if (attempt.Excuse is not null) return;
        var failed = (await scenarios.VerdictsAsync(attempt.Key, attempt.Content, attempt.By, cancellationToken)).Where(verdict => verdict.Failure is not null).ToList();
        if (failed.Count == 0) return;
        var told = string.Join(" ", failed.Take(MostTold).Select(verdict => $"“{verdict.Scenario}”: {verdict.Failure}"));
        throw new PublicationRefusedException("PUB-009", $"Scenarios fail: {told} Mend the draft or the scenario, or publish all the same and say why.");
    }
}
