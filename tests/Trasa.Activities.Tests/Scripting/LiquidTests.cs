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
    [InlineData("{{ Name | shout | upcase }}", "ANA")]
    [InlineData("{{ 10 | divided_by: 4 }} {{ 10 | divided_by: 4.0 }} {{ 10.0 | divided_by: 4 }}", "2 2.5 2.5")]
    [InlineData("{{ 'a b&c' | url_encode }} {{ 'a+b' | url_decode }}", "a+b%26c a b")]
    [InlineData("{{ 'c,a,b' | split: ',' | sort | reverse | join }}", "c b a")]
    [InlineData("{{ Order.lines | sort: 'price' | reverse | map: 'price' | join: ' ' }}", "2.5 1")]
    [InlineData("{{ false | default: 'x' }}{{ false | default: 'x', allow_false: true }}", "xfalse")]
    [InlineData("{{ (1..5) | slice: 1, 2 | join: '' }}{{ 'abcde' | slice: -2, 2 }}", "23de")]
    [InlineData("{% liquid\n assign x = 1\n if x == 1\n  echo 'one'\n else\n  echo 'other'\n endif\n # a remark\n%}.", "one.")]
    [InlineData("{% tablerow i in (1..3) cols:2 %}{{ i }}{{ tablerowloop.col_last }}{% endtablerow %}", "<tr class=\"row1\">\n<td class=\"col1\">1false</td><td class=\"col2\">2true</td></tr>\n<tr class=\"row2\"><td class=\"col1\">3false</td></tr>\n")]
    [InlineData("{% for a in (1..2) %}{% for b in (1..2) %}{{ forloop.parentloop.index }}{{ b }}{% endfor %}{{ forloop.last }} {% endfor %}{{ b }}", "1112false 2122true ")]
    [InlineData("{% for i in (1..5) limit: 2 %}{{ i }}{% endfor %}-{% for i in (1..5) offset: continue %}{{ i }}{% endfor %}", "12-345")]
    [InlineData("{% for pair in Order %}{{ pair[0] }}={{ pair[1].size }}{% endfor %}", "lines=2")]
    [InlineData("{% for i in (1..3) %}{% cycle 'g': 'a', 'b' %}{% cycle 'g': 'a', 'b' %}{% endfor %}", "ababab")]
    [InlineData("{% unless Name == 'Ana' %}1{% elsif Input.Count == 3 %}2{% else %}3{% endunless %}", "2")]
    [InlineData("{% if Missing == blank %}b{% endif %}{% if Missing == empty %}e{% endif %}{% if Name != blank %}n{% endif %}{% assign s = '  ' %}{% if s == blank %}s{% endif %}{% if s == empty %}!{% endif %}", "bns")]
    [InlineData("{% if false and false or true %}right{% else %}left{% endif %}", "left")]
    [InlineData("{% if Order contains 'lines' %}yes{% endif %}", "yes")]
    [InlineData("{% comment %}{% comment %}a{% endcomment %}b{% endcomment %}c", "c")]
    [InlineData("{%- raw -%} {{ x }} {%- endraw -%} y", "{{ x }}y")]
    [InlineData("{{ '2020-01-02T03:04:05Z' | date: '%Y-%m-%d %H:%M:%S %j %A %b' }}", "2020-01-02 03:04:05 002 Thursday Jan")]
    [InlineData("{{ '2020-01-02T15:04:05.678Z' | date: '%-d/%-m/%y %e %I %l %p %L %z %:z %Z %s %u %V %F %T %% %^a %Q' }}", "2/1/20  2 03  3 PM 678 +0000 +00:00 UTC 1577977445 4 01 2020-01-02 15:04:05 % THU %Q")]
    [InlineData("{{ 'now' | date: '%Y' | size }}{{ 0 | date: '%Y' }}{{ 'soon' | date: '%Y' }}", "41970soon")]
    [InlineData("{{ '2026-07-01T10:00:00Z' | time_zone: 'Europe/Bucharest' | date: '%H:%M' }} {{ '2026-07-01' | format_date: 'dd.MM' }}", "13:00 01.07")]
    [InlineData("{{ '<p>a<br/>b</p><script>x</script>c < d' | strip_html }}", "abc < d")]
    [InlineData("{{ WorkflowDefinitionVersion }}", "3")]
    public void Template_is_filled(string template, string expected) => Assert.Equal(expected, Run(template));

    [Theory]
    [InlineData("{{ Name", "has no end")]
    [InlineData("{% if Name %}x", "{% endif %} is missing")]
    [InlineData("{% endif %}", "closes nothing")]
    [InlineData("{% include 'x' %}", "'include' reads another template")]
    [InlineData("{% layout_of %}", "'layout_of' is not known")]
    [InlineData("{% case Name %}{% when 'a' %}", "{% endcase %} is missing")]
    [InlineData("{% capture x %}y", "{% endcapture %} is missing")]
    [InlineData("{% for i in (1..3) sorted %}{% endfor %}", "'sorted' does not belong")]
    [InlineData("{% raw %}x", "has no end")]
    [InlineData("{{ Name[0 }}", "has no end")]
    [InlineData("{{ 'x }}", "has no end")]
    [InlineData("{% if Name = 'x' %}{% endif %}", "'=' does not belong")]
    [InlineData("{{ }}", "something is missing")]
    public void Bad_template_is_refused(string template, string message) =>
        Assert.Contains(message, Languages.Check(new("Liquid", JsonValue.Create(template), null), ExpressionSight.Of([])));

    [Theory]
    [InlineData("{% for i in (1..1000000000) %}x{% endfor %}", "is the limit")]
    [InlineData("{% for i in (1..400) %}{% for j in (1..400) %}x{% endfor %}{% endfor %}", "100000 turns")]
    [InlineData("{% for i in (1..25) %}{% capture x %}{{ x }}{{ x }}aaaaaaaa{% endcapture %}{% endfor %}", "4000000 characters")]
    public void Template_that_would_not_end_is_stopped(string template, string message) =>
        Assert.Contains(message, Assert.Throws<ExpressionFaultException>(() => Run(template)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("{% assign a = 'xxxxxxxxxx' %}", "{% assign a = a | append: a %}", 40)]
    [InlineData("{% assign a = 'xxxxxxxxxx' %}", "{% assign a = a | prepend: a %}", 40)]
    [InlineData("{% assign a = 'xxxxxxxxxx' %}", "{% assign a = a | replace: 'x', 'xxxxxxxxxx' %}", 40)]
    [InlineData("{% assign a = 'x,x' | split: ',' %}", "{% assign a = a | concat: a %}", 40)]
    [InlineData("{% assign a = 'xxxxxxxxxx,' %}", "{% assign a = a | split: ',' | join: a %}{% assign a = a | append: ',,,,,,,,' %}", 40)]
    [InlineData("{% assign a = 'xxxxxxxxxx' %}", "{% assign a = a | url_encode | append: '%%%%%%%%' | append: a %}", 40)]
    [InlineData("{% capture a %}xxxxxxxxxx{% endcapture %}", "{% capture a %}{{ a }}{{ a }}{{ a }}{{ a }}{% endcapture %}", 20)]
    [InlineData("{% for i in (1..100000) %}", "{% assign a = (1..100000) | size %}", 1)]
    [InlineData("{% for i in (1..100000) %}", "{% assign a = a | append: 'xxxxxxxxxx' %}", 1)]
    [InlineData("{% assign a = 'xxxxxxxxxx' | split: '' %}", "{% assign a = a | concat: a %}{% assign b = a | json %}{% assign c = a | join: b %}", 40)]
    public void Template_that_would_take_the_memory_or_the_time_is_stopped(string begin, string again, int times)
    {
        var template = begin + string.Concat(Enumerable.Repeat(again, times)) + (begin.Contains("for ", StringComparison.Ordinal) ? "{% endfor %}" : "");
        var before = GC.GetAllocatedBytesForCurrentThread();

        var fault = Assert.Throws<ExpressionFaultException>(() => Run(template));

        Assert.Contains("is the limit", fault.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000_000);
    }

    /// <summary>Each of them took minutes, or the stack, when a tag was looked at more than once.</summary>
    [Theory]
    [InlineData("{% if true %}", 50_000, "nested deeper")]
    [InlineData("{% raw %}", 90_000, "has no end")]
    [InlineData("{{ a[", 90_000, "has no end")]
    [InlineData("{%", 400_000, "has no end")]
    [InlineData("{{ 'a' | ", 90_000, "has no end")]
    [InlineData("x", 1_000_001, "the limit is 1000000")]
    public void Hostile_template_is_answered_at_once(string piece, int times, string message)
    {
        var problem = Languages.Check(new("Liquid", JsonValue.Create(string.Concat(Enumerable.Repeat(piece, times))), null), ExpressionSight.Of([]));

        Assert.Contains(message, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{ a", "[b", "]", " }}", 50_000, "nested deeper than 10")]
    [InlineData("{% if a", " and a", "", " %}x{% endif %}", 100_000, null)]
    [InlineData("{% case a %}{% when 1", ", 1", "", " %}x{% endcase %}", 100_000, null)]
    [InlineData("{{ a", " | upcase", "", " }}", 90_000, null)]
    public void Long_or_deep_tag_does_not_take_the_stack(string begin, string again, string close, string end, int times, string? message)
    {
        var template = begin + string.Concat(Enumerable.Repeat(again, times)) + string.Concat(Enumerable.Repeat(close, times)) + end;
        var problem = Languages.Check(new("Liquid", JsonValue.Create(template), null), ExpressionSight.Of([]));

        if (message is not null) Assert.Contains(message, problem, StringComparison.Ordinal);
        else Assert.Equal("", Run(template));
    }

    [Theory]
    [InlineData("{{ 79228162514264337593543950335 | times: 2 }}", "larger than")]
    [InlineData("{{ 1 | modulo: 0 }}", "divides by 0")]
    [InlineData("{{ 'now' | time_zone: 'Mars' }}", "not a time zone")]
    public void Filter_that_cannot_answer_says_why(string template, string message) =>
        Assert.Contains(message, Assert.Throws<ExpressionFaultException>(() => Run(template)).Message, StringComparison.Ordinal);

    [Fact]
    public void Filters_and_variables_that_are_not_there_are_named_before_publishing()
    {
        var findings = Languages.Inspect(new("Liquid", JsonValue.Create("{{ Variables.Name | shout }}{% if Variables.Nope %}{{ Variables['Nil'].x }}{% endif %}{{ Free }}"), null), ExpressionSight.Of(["Name"])).ToList();

        Assert.All(findings, finding => Assert.Equal(ExpressionFindingKind.UnknownName, finding.Kind));
        Assert.Equal(["shout", "Variables.Nil", "Variables.Nope"], findings.Select(finding => finding.Message.Split('\'')[1]));
    }

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
