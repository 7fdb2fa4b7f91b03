using Trasa.Engine.Execution;
using Trasa.Model.Activities;

namespace Trasa.Crm.Sla.Activities;

/// <summary>Reads a clock. Reading inside the burst means that the step after it waits for what the clock says now.</summary>
internal sealed class GetSla(ISlaClocks clocks) : SlaActivity
{
    public override ActivityDescriptor Descriptor { get; } = Describe("Get", "Read an SLA clock", "Reads where a target stands and when it is due.", TargetInput with { Required = true }) with
    {
        Outputs = [ClockOutput, new("alertAt", "DateTimeOffset", "The earliest moment at which an alert may leave: at once when urgent, otherwise in working time.")],
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var work = await context.WorkAsync(cancellationToken).ConfigureAwait(false);
        var clock = await clocks.FindAsync(work, Subject(context), RequiredTarget(context), cancellationToken).ConfigureAwait(false);
        var view = clock is null ? new Dictionary<string, object?> { ["state"] = "Cancelled", ["open"] = false } : SlaView.Of(clock);
        DateTimeOffset? alertAt = clock is null ? null : await clocks.AlertAtAsync(clock, context.Now, cancellationToken).ConfigureAwait(false);
        view["alertAt"] = alertAt;
        context.Output("clock", view);
        context.Output("alertAt", alertAt);
        context.Complete("Done");
    }
}
