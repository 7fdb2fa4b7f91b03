using Trasa.Crm.Messaging;
using Trasa.Engine.Execution;
using Trasa.Model.Activities;

namespace Trasa.Crm.Cases;

/// <summary>Reads a case with its contact, company and contract.</summary>
public sealed class CaseFactsActivity(CaseFactsReader facts) : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Trasa.Case.Facts",
        Category = "Cases",
        DisplayName = "Read the case",
        Description = "Reads a case with its contact, company and the contract that is in force.",
        Inputs = [new("caseId", "String", "The case.", Required: true, Editor: "record")],
        Outputs =
        [
            new("case", "Object", "The case."), new("contact", "Object", "Who wrote."),
            new("company", "Object", "Their company."), new("contract", "Object", "The contract in force."),
            new("productName", "String", "The product that it is about."), new("contractProduct", "String", "The product of the contract."),
        ],
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        // Read inside the burst's transaction: a change that comes later finds the wait that follows from this reading.
        var work = await context.WorkAsync(cancellationToken).ConfigureAwait(false);
        var id = context.RecordId("caseId");
        var found = await facts.ReadAsync(work, id, context.Actor, cancellationToken).ConfigureAwait(false)
            ?? throw new ActivityFaultException($"There is no case {id}.");
        context.Output("case", MessageScope.Context(found.Case));
        context.Output("contact", MessageScope.Context(found.Contact));
        context.Output("company", MessageScope.Context(found.Company));
        context.Output("contract", MessageScope.Context(found.Contract));
        context.Output("productName", found.Product?.Text("name"));
        context.Output("contractProduct", found.ContractProduct?.Text("name"));
        context.Complete();
    }
}
