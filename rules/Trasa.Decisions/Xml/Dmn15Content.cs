using Trasa.Decisions.Model;

namespace Trasa.Decisions.Xml;

/// <summary>Whether a model uses forms that came after DMN 1.3.</summary>
internal static class Dmn15Content
{
    public static bool IsIn(Definitions definitions) =>
        definitions.Decisions.Any(decision => IsIn(decision.Logic))
        || definitions.KnowledgeModels.Any(model => IsIn(model.Logic))
        || definitions.ItemDefinitions.Any(IsIn);

    private static bool IsIn(ItemDefinition type) => type.TypeConstraint is not null || type.Components.Any(IsIn);

    private static bool IsIn(DmnExpression? expression) => expression switch
    {
        Conditional or BoxedFilter or BoxedLoop => true,
        BoxedContext context => context.Entries.Any(entry => IsIn(entry.Value)),
        Relation relation => relation.Rows.Any(row => row.Any(IsIn)),
        BoxedList list => list.Items.Any(IsIn),
        Invocation invocation => IsIn(invocation.Callee) || invocation.Bindings.Any(binding => IsIn(binding.Value)),
        FunctionDefinition function => IsIn(function.Body),
        _ => false,
    };
}
