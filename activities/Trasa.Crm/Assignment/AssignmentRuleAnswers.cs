using Trasa.Activities.Deciding;
using Trasa.Activities.Publishing;
using Trasa.Crm.Messaging;
using Trasa.Decisions.Graph;
using Trasa.Decisions.Xml;
using Trasa.Engine.Definitions;
using Trasa.Feel;

namespace Trasa.Crm.Assignment;

/// <summary>An R-ASSIGN that cannot be asked as the assignment asks it is not published: nobody would get any work.</summary>
internal sealed class AssignmentRuleAnswers(FeelOptions options, MessagingOptions messaging, TimeProvider time) : IPublicationCheck
{
    public DefinitionKind Kind => DefinitionKind.Decision;

    public Task CheckAsync(PublicationAttempt attempt, CancellationToken cancellationToken)
    {
        if (attempt.Key != AssignmentRules.Key || DmnReader.Read(attempt.Content).Definitions is not { } draft) return Task.CompletedTask;
        try
        {
            var on = new Deliberation(AssignmentRules.Of(DecisionModel.Compile(draft, options: options)), time.GetUtcNow(), messaging.Home);
            on.Judge(new(attempt.By.UserId ?? Guid.Empty, attempt.By.Name), new([]));
            return Task.CompletedTask;
        }
        catch (DecisionNotFoundException problem)
        {
            throw new PublicationRefusedException("PUB-010", $"No work could be assigned by this draft: {problem.Message}");
        }
    }
}
