using Trasa.Crm.Messaging;
using Trasa.Crm.Records;
using Trasa.Engine.Execution;
using Trasa.Model.Activities;

namespace Trasa.Crm.Activities;

/// <summary>Reads any record with its contact, company and contract.</summary>
public class ReadFacts(RecordFactsReader facts) : Activity
{
    private static readonly ActivityOutput[] Customer =
    [
        new("contact", "Object", "Who is written to."), new("company", "Object", "Their company."), new("contract", "Object", "The contract in force."),
        new("productName", "String", "The product that it is about."), new("contractProduct", "String", "The product of the contract."),
    ];

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Trasa.Record.Facts",
        Category = "Records",
        DisplayName = "Read a record with its customer",
        Description = "Reads a record of any type with its contact, company and the contract that is in force.",
        Inputs = [new("about", "String", "The record, as type:id; the workflow's correlation when not given.", Editor: "record")],
        Outputs = [new("record", "Object", "The record."), .. Customer],
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        // Read inside the burst's transaction: a change that comes later finds the wait that follows from this reading.
        var work = await context.WorkAsync(cancellationToken).ConfigureAwait(false);
        var about = About(context);
        var found = await facts.ReadAsync(work, about, context.Actor, cancellationToken).ConfigureAwait(false)
            ?? throw new ActivityFaultException($"There is no {about}.");
        context.Output(RecordOutput, MessageScope.Context(found.Record));
        context.Output("contact", MessageScope.Context(found.Contact));
        context.Output("company", MessageScope.Context(found.Company));
        context.Output("contract", MessageScope.Context(found.Contract));
        context.Output("productName", found.Product?.Text("name"));
        context.Output("contractProduct", found.ContractProduct?.Text("name"));
        context.Complete();
    }

    private protected virtual string RecordOutput => "record";

    private protected virtual RecordReference About(ActivityContext context)
    {
        var given = (context.HasInput("about") ? context.Input<string>("about") : null) ?? context.CorrelationId;
        return RecordReference.TryParse(given, out var about) ? about : throw new ActivityFaultException($"about: '{given}' names no record; give it as type:id.");
    }

    private protected static ActivityOutput[] CustomerOutputs => Customer;
}

/// <summary>The same for a case, which is known by its identifier alone.</summary>
public sealed class ReadCaseFacts(RecordFactsReader facts) : ReadFacts(facts)
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Trasa.Case.Facts",
        Category = "Cases",
        DisplayName = "Read the case",
        Description = "Reads a case with its contact, company and the contract that is in force.",
        Inputs = [new("caseId", "String", "The case.", Required: true, Editor: "record")],
        Outputs = [new("case", "Object", "The case."), .. CustomerOutputs],
    };

    private protected override string RecordOutput => "case";

    private protected override RecordReference About(ActivityContext context) => new("case", context.RecordId("caseId"));
}
