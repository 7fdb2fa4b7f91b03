using Microsoft.Extensions.DependencyInjection;
using Trasa.Model.Activities;

namespace Trasa.Host.Tests.Workflows;

/// <summary>Read a failure as: two entries of the palette look the same. Name one of them after what it does.</summary>
public sealed class ActivityNamesTests(RunningHost host)
{
    [Fact]
    public void No_two_activities_of_a_category_have_the_same_name()
    {
        var all = host.Services.GetRequiredService<IActivityCatalogue>().All;

        var same = all.GroupBy(activity => (activity.Category, activity.DisplayName)).Where(group => group.Count() > 1)
            .Select(group => $"{group.Key.Category}, {group.Key.DisplayName}: {string.Join(" ", group.Select(activity => activity.Type))}");

        Assert.NotEmpty(all);
        Assert.Empty(same);
    }
}
