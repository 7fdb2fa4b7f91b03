using Trasa.Activities.People;
using Trasa.Crm.Forms;
using Trasa.Designer.Workflows.Trials;

namespace Trasa.Host.Trials;

/// <summary>The forms of the tasks that wait in a trial, as whoever answers them sees them.</summary>
internal interface ITrialForms
{
    /// <summary>Null when the task has no form or is answered already, or when the trial is over.</summary>
    Task<TrialForm?> OpenAsync(Guid trial, Guid task, string login, CancellationToken cancellationToken);

    /// <summary>What was filled in, as a step of a scenario says it, or what is wrong with it. Nothing is done yet.</summary>
    Task<TrialFilling> FillAsync(Guid trial, TrialForm form, WorkCompletion completion, CancellationToken cancellationToken);
}

internal sealed record TrialForm(WorkItem Task, TaskFormView View);

/// <param name="Answer">Null when something is wrong.</param>
/// <param name="Flaws">What is wrong.</param>
internal sealed record TrialFilling(TrialAnswer? Answer, IReadOnlyList<FieldFlaw> Flaws);
