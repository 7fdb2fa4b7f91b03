using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Trasa.Engine.Calendars;
using Trasa.Engine.Catalogue;
using Trasa.Engine.Definitions;
using Trasa.Engine.Execution.Bursts;
using Trasa.Engine.Execution.Control;
using Trasa.Engine.Execution.Plans;
using Trasa.Engine.Expressions;
using Trasa.Model.Activities;
using Trasa.Model.Validation;

namespace Trasa.Engine.Execution;

internal static class ExecutionRegistration
{
    public static void AddExecution(this IServiceCollection services)
    {
        services.TryAddSingleton<ActivityCatalogue>();
        services.TryAddSingleton<IActivityCatalogue>(provider => provider.GetRequiredService<ActivityCatalogue>());
        services.TryAddSingleton<ExpressionLanguages>();
        services.TryAddSingleton<IExpressionCheck>(provider => provider.GetRequiredService<ExpressionLanguages>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IActivityCheck, ScheduleCheck>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IActivityCheck, LiteralCheck>());
        services.TryAddSingleton<WorkflowValidator>();
        services.TryAddSingleton<ICalendars>(_ => new InMemoryCalendars());
        services.TryAddSingleton<DueTimes>();
        services.TryAddSingleton<PlanCompiler>();
        services.TryAddSingleton(provider => new PlanCache(provider.GetRequiredService<PlanCompiler>(), provider.GetRequiredService<IOptions<EngineOptions>>().Value));
        services.TryAddSingleton<BurstExecutor>();
        services.TryAddSingleton<IBurstExecutor>(provider => provider.GetRequiredService<BurstExecutor>());
        services.TryAddSingleton<IInstanceRepair, InstanceRepair>();
        services.AddExpressions();
        services.AddControl();
    }

    private static void AddExpressions(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IExpressionEvaluator, LiteralEvaluator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IExpressionEvaluator, ObjectEvaluator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IExpressionEvaluator, VariableEvaluator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IExpressionEvaluator, InputEvaluator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IExpressionEvaluator, FeelEvaluator>());
    }

    private static void AddControl(this IServiceCollection services) => services
        .AddActivity<Sequence>()
        .AddActivity<Control.Parallel>()
        .AddActivity<Container>()
        .AddActivity<WorkflowRoot>()
        .AddActivity<StateMachine>()
        .AddActivity<Flowchart>()
        .AddActivity<FlowDecision>()
        .AddActivity<FlowSwitch>()
        .AddActivity<FlowFork>()
        .AddActivity<FlowJoin>()
        .AddActivity<If>()
        .AddActivity<Switch>()
        .AddActivity<Fork>()
        .AddActivity<While>()
        .AddActivity<For>()
        .AddActivity<ForEach>()
        .AddActivity<ParallelForEach>()
        .AddActivity<TryCatch>()
        .AddActivity<Compensable>()
        .AddActivity<WaitForChildren>()
        .AddActivity<SetVariable>()
        .AddActivity<Start>()
        .AddActivity<End>()
        .AddActivity<Finish>()
        .AddActivity<Complete>()
        .AddActivity<Break>()
        .AddActivity<Fault>()
        .AddActivity<WorkflowActivity>();
}
