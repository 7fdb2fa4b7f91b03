using Microsoft.Extensions.DependencyInjection;
using Trasa.Host.Components.Workflows;
using Trasa.Model.Activities;

namespace Trasa.Host.Tests.Workflows;

/// <summary>What is picked in the properties of activities.</summary>
public sealed class DesignerChoicesTests(RunningHost host)
{
    /// <summary>Typed, or chosen from what the definition itself holds.</summary>
    private static readonly string[] Typed = ["text", "multiline", "expression", "checkbox", "dropdown", "duration", "output", "number", "code", "list", "cases", "variable", "record"];

    [Fact]
    public async Task Every_picker_of_an_activity_offers_something_under_one_value_each()
    {
        using var scope = host.Services.CreateScope();
        var choices = scope.ServiceProvider.GetRequiredService<DesignerChoices>();
        var editors = scope.ServiceProvider.GetRequiredService<IActivityCatalogue>().All.SelectMany(activity => activity.Inputs).Select(input => input.Editor).Distinct().Except(Typed).ToList();

        Assert.Contains("person", editors);
        foreach (var editor in editors)
        {
            var offered = await choices.OfAsync(editor, TestContext.Current.CancellationToken);
            Assert.True(offered.Count > 0, $"Nothing is offered where '{editor}' is picked.");
            Assert.Equal(offered.Count, offered.Select(choice => choice.Value).Distinct().Count());
        }
    }

    [Fact]
    public async Task Events_that_somebody_raises_by_what_they_do_to_a_record_are_told_once_each()
    {
        using var scope = host.Services.CreateScope();

        var offered = await scope.ServiceProvider.GetRequiredService<DesignerChoices>().OfAsync("happening", TestContext.Current.CancellationToken);

        Assert.Equal(offered.Count, offered.Select(choice => choice.Value).Distinct().Count());
        Assert.Equal(("Case", (string?)null), offered.Where(choice => choice.Value == "case.created").Select(choice => (choice.Label, choice.Hint)).Single());
        Assert.Equal(("Case", "Priority"), offered.Where(choice => choice.Value == "case.priority.changed").Select(choice => (choice.Label, choice.Hint)).Single());
    }
}
