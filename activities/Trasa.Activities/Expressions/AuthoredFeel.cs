using Microsoft.Extensions.DependencyInjection;
using Trasa.Feel;
using Trasa.Feel.Functions;

namespace Trasa.Activities.Expressions;

/// <summary>FEEL as authors of this product write it: the built-in functions, ours, and the clock of the installation.</summary>
public static class AuthoredFeel
{
    /// <param name="time">The clock of the installation.</param>
    /// <param name="facts">
    /// Where functions look for calendars and people, asked for when one is called; without it they say that there is none.
    /// </param>
    public static FeelOptions Options(TimeProvider time, Func<IFeelFacts?>? facts = null)
    {
        var source = facts ?? (() => null);
        return new() { Time = time, Functions = OrganisationFunctions.AddTo(WorkingTimeFunctions.AddTo(MentionsFunction.AddTo(FeelFunctions.None), source), source) };
    }

    /// <summary>The options of a host: facts come from whatever room offers them, found when they are first needed.</summary>
    internal static FeelOptions Options(IServiceProvider services) => Options(services.GetRequiredService<TimeProvider>(), services.GetService<IFeelFacts>);
}
