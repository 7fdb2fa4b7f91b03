using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Trasa.Engine;
using Trasa.Engine.Expressions;
using Trasa.Engine.Values;
using Trasa.Model.Validation;

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
    [InlineData("{% for i in (1..3) %}{{ i }}{% endfor %}", "123")]
    [InlineData("{% for i in (1..Input.Count) reversed %}{{ i }}{% endfor %}", "321")]
    [InlineData("{% for i in (1..9) limit:3 offset:2 %}{% if i == 4 %}{% continue %}{% endif %}{{ i }}{{ forloop.rindex }}{% endfor %}", "3351")]
    [InlineData("{% for i in (1..9) %}{% if i > 2 %}{% break %}{% endif %}{{ i }}{% endfor %}.", "12.")]
    [InlineData("{% for i in Missing %}x{% else %}none{% endfor %}", "none")]
    [InlineData("{% for i in (5..1) %}x{% else %}empty{% endfor %}", "empty")]
    [InlineData("{{ (1..4) | join: '-' }}", "1-2-3-4")]
    [InlineData("{% assign n = 1 %}{{ Order.lines[n].price }} {{ Order['lines'][0]['price'] }} {{ Order.lines[-1].price }}", "2.5 1 2.5")]
    [InlineData("{% case Name %}{% when 'Bo' %}b{% when 'Al', 'Ana' %}a{% else %}?{% endcase %}", "a")]
    [InlineData("{% case Input.Count %}{% when 1 or 2 %}few{% else %}many{% endcase %}", "many")]
    [InlineData("{% capture full %}{{ Name }} {{ Input.Count }}{% endcapture %}[{{ full | upcase }}]", "[ANA 3]")]
    [InlineData("{% raw %}{{ Name }} {% if %}{% endraw %}!", "{{ Name }} {% if %}!")]
    [InlineData("{% increment c %}{% increment c %}{% decrement c %} {% echo Name %}", "011 Ana")]
    [InlineData("{% for i in (1..4) %}{% cycle 'a', 'b' %}{% endfor %}", "abab")]
    [InlineData("{% # a remark %}{{ '<b>x</b>' | strip_html }}{{ 'a b c' | truncatewords: 2 }}", "xa b...")]
    [InlineData("{{ 'aXbX' | replace_first: 'X', '-' }}{{ 'aXbX' | remove_last: 'X' }}", "a-bXaXb")]
    [InlineData("{{ 'Zoë' | base64_encode | base64_decode }}{{ 'a%20b' | url_decode }}", "Zoëa b")]
    [InlineData("{{ Order.lines | where: 'price', 2.5 | size }}{{ Order.lines | sum: 'price' }}{{ 7 | at_most: 5 | at_least: 6 }}", "13.56")]
    [InlineData("{% if Name <> 'Bo' %}{{ ' x ' | lstrip }}|{% endif %}", "x |")]
    public void Template_is_filled(string template, string expected) => Assert.Equal(expected, Run(template));

    [Theory]
    [InlineData("{{ Name", "has no end")]
    [InlineData("{% if Name %}x", "{% endif %} is missing")]
    [InlineData("{% endif %}", "closes nothing")]
    [InlineData("{% include 'x' %}", "'include' is not known")]
    [InlineData("{% case Name %}{% when 'a' %}", "{% endcase %} is missing")]
    [InlineData("{% capture x %}y", "{% endcapture %} is missing")]
    [InlineData("{% for i in (1..3) sorted %}{% endfor %}", "'sorted' does not belong")]
    [InlineData("{{ Name | shout }}", "'shout' is not known")]
    [InlineData("{{ }}", "something is missing")]
    public void Bad_template_is_refused(string template, string message) =>
        Assert.Contains(message, Languages.Check(new("Liquid", JsonValue.Create(template), null), ExpressionSight.Of([])));

    [Theory]
    [InlineData("{% for i in (1..1000000000) %}x{% endfor %}", "is the limit")]
    [InlineData("{% for i in (1..400) %}{% for j in (1..400) %}x{% endfor %}{% endfor %}", "100000 turns")]
    [InlineData("{% for i in (1..25) %}{% capture x %}{{ x }}{{ x }}aaaaaaaa{% endcapture %}{% endfor %}", "4000000 characters")]
    public void Template_that_would_not_end_is_stopped(string template, string message) =>
        Assert.Contains(message, Assert.Throws<ExpressionFaultException>(() => Run(template)).Message, StringComparison.Ordinal);

    [Fact]
    public void Deep_blocks_are_refused() =>
        Assert.Contains("nested deeper", Languages.Check(new("Liquid", JsonValue.Create(string.Concat(Enumerable.Repeat("{% if a %}", 5_000))), null), ExpressionSight.Of([])));

    private static object? Run(string template)
    {
        var scope = new TestScope();
        scope.Variables["Name"] = "Ana";
        scope.Variables["Order"] = JsonValues.Parse("""{"lines":[{"price":1},{"price":2.5}]}""");
        scope.Input["Count"] = 3m;
        return Languages.Compile(new("Liquid", JsonValue.Create(template), null), ExpressionSight.Of([])).Evaluate(scope);
    }
}
