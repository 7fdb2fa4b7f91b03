using System.Text;
using Trasa.Activities.Publishing;
using Trasa.Engine.Definitions;

namespace Trasa.Activities.Deciding;

/// <summary>A decision whose saved examples do not come out is not published.</summary>
internal sealed class ExamplesHold(SavedExamples examples) : IPublicationCheck
{
    public DefinitionKind Kind => DefinitionKind.Decision;

    public async Task CheckAsync(PublicationAttempt attempt, CancellationToken cancellationToken)
    {
        var run = await examples.RunAsync(attempt.Key, attempt.Content, cancellationToken).ConfigureAwait(false);
        if (run is not { Failed: > 0 }) return;
        var text = new StringBuilder($"{run.Failed} saved {(run.Failed == 1 ? "example does" : "examples do")} not come out: ");
        text.AppendJoin(" ", run.Results.Where(result => !result.Passed).Take(3).Select(result => $"{result.Example.Name}: {result.Failure}"));
        throw new PublicationRefusedException("PUB-006", text.Append(" Change the draft, or the example if it is what changes.").ToString());
    }
}
