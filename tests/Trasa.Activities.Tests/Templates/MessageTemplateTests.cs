using Trasa.Activities.Templates;

namespace Trasa.Activities.Tests.Templates;

public sealed class MessageTemplateTests
{
    private static readonly Dictionary<string, object?> Values = new()
    {
        ["case"] = new Dictionary<string, object?> { ["number"] = "C-2026-000001", ["subject"] = "Down" },
    };

    [Fact]
    public void Values_are_filled_into_subject_and_body()
    {
        var template = MessageTemplate.Parse("---\nsubject: {{ case.number }} is offered: {{ case.subject }}\n---\nSee {{case.number}}.\n", out _);

        var rendered = template!.Render(Values);

        Assert.Equal("C-2026-000001 is offered: Down", rendered.Subject);
        Assert.Equal("See C-2026-000001.", rendered.Body);
        Assert.Empty(rendered.Gaps);
    }

    [Fact]
    public void What_cannot_be_computed_is_left_empty_and_reported()
    {
        var template = MessageTemplate.Parse("---\nsubject: Hello\n---\nDear {{ contact.name }},", out _);

        var rendered = template!.Render(Values);

        Assert.Equal("Dear ,", rendered.Body);
        Assert.NotEmpty(rendered.Gaps);
    }

    [Theory]
    [InlineData("Hello", 1)]
    [InlineData("---\nsubject: {{ 1 + }}\n---\n", 2)]
    [InlineData("---\nsubject: x\n---\nfirst\n{{ not closed", 5)]
    public void Problem_names_the_line(string text, int line)
    {
        Assert.Null(MessageTemplate.Parse(text, out var problems));

        Assert.Equal(line, Assert.Single(problems).Line);
    }
}
