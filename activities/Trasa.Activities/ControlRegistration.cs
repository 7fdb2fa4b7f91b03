using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Trasa.Activities.Control;
using Trasa.Activities.Events;
using Trasa.Activities.Scripting;
using Trasa.Activities.Scripting.Liquid;
using Trasa.Activities.Timing;
using Trasa.Activities.Workflows;
using Trasa.Engine;

namespace Trasa.Activities;

public static class ControlRegistration
{
    /// <summary>The activities around control flow that need nothing but the engine: events, timers, child workflows, texts.</summary>
    public static IServiceCollection AddControlActivities(this IServiceCollection services)
    {
        services.TryAddSingleton<IOutsideTasks, OutsideTasks>();
        return services.AddActivities();
    }

    private static IServiceCollection AddActivities(this IServiceCollection services) => services
        .AddActivity<WriteLine>()
        .AddActivity<SetName>()
        .AddActivity<Correlate>()
        .AddActivity<SetOutput>()
        .AddActivity<Event>()
        .AddActivity<PublishEvent>()
        .AddActivity<RunTask>()
        .AddActivity<Delay>()
        .AddActivity<WorkingDelay>()
        .AddActivity<Timing.Timer>()
        .AddActivity<StartAt>()
        .AddActivity<Cron>()
        .AddActivity<ExecuteWorkflow>()
        .AddActivity<DispatchWorkflow>()
        .AddActivity<BulkDispatchWorkflows>()
        .AddActivity<RunJavaScript>()
        .AddExpressionLanguage<JavaScriptEvaluator>()
        .AddExpressionLanguage<LiquidEvaluator>();
}
