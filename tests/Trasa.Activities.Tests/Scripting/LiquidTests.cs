using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Trasa.Engine;
using Trasa.Engine.Expressions;
using Trasa.Engine.Values;

namespace Trasa.Activities.Tests.Scripting;

public sealed class LiquidTests
{
    private static readonly ExpressionLanguages Languages = new ServiceCollection()
        .AddTrasaEngine()
        .AddControlActivities()
        .BuildServiceProvider()
        .GetRequiredService<ExpressionLanguages>();

    [Theory]
    [InlineData("plain { text }", "plain { text }")]
    [InlineData("Hello {{ Variables.Name }}!", "Hello Ana!")]
    [InlineData("{{ Name | upcase | append: '-x' }}", "ANA-x")]
    [InlineData("{{ Input.Count | plus: 2 | times: 1.5 }}", "7.5")]
    [InlineData("{{ Variables.Order.lines[1].price }} {{ Order.lines.size }}", "2.5 2")]
    [InlineData("{{ Missing.part | default: \"none\" }}", "none")]
    [InlineData("{% if Name == 'Ana' and Input.Count > 2 %}yes{% else %}no{% endif %}", "yes")]
    [InlineData("{% if Name contains 'x' %}1{% elsif Missing %}2{% else %}3{% endif %}", "3")]
    [InlineData("{% unless Missing %}nothing{% endunless %}", "nothing")]
    [InlineData("{% for line in Order.lines %}{{ forloop.index }}={{ line.price }}{% unless forloop.last %};{% endunless %}{% endfor %}", "1=1;2=2.5")]
    [InlineData("{% assign x = Name | downcase %}{{x}}{% comment %} {{ no }} {% endcomment %}", "ana")]
    [InlineData("a {{- Name -}} b", "aAnab")]
    [InlineData("{{ '2026-03-02T10:00:00Z' | date: '%d.%m.%Y' }}", "02.03.2026")]
    [InlineData("{{ Order.lines | map: 'price' | join: '+' }}", "1+2.5")]
    public void Template_is_filled(string template, string expected) => Assert.Equal(expected, Run(template));

    [Theory]
    [InlineData("{{ Name", "has no end")]
    [InlineData("{% if Name %}x", "{% endif %} is missing")]
    [InlineData("{% endif %}", "closes nothing")]
    [InlineData("{% include 'x' %}", "'include' is not known")]
    [InlineData("{{ Name | shout }}", "'shout' is not known")]
    [InlineData("{{ }}", "something is missing")]
    public void Bad_template_is_refused(string template, string message) =>
        Assert.Contains(message, Languages.Check(new("Liquid", JsonValue.Create(template), null), []));

    [Fact]
    public void Deep_blocks_are_refused() =>
        Assert.Contains("nested deeper", Languages.Check(new("Liquid", JsonValue.Create(string.Concat(Enumerable.Repeat("{% if a %}", 5_000))), null), []));

    private static object? Run(string template)
    {
        var scope = new TestScope();
        scope.Variables["Name"] = "Ana";
        scope.Variables["Order"] = JsonValues.Parse("""{"lines":[{"price":1},{"price":2.5}]}""");
        scope.Input["Count"] = 3m;
        return Languages.Compile(new("Liquid", JsonValue.Create(template), null), []).Evaluate(scope);
    }
}
