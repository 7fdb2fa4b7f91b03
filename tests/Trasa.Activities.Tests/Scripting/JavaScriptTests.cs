using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Trasa.Activities.Scripting;
using Trasa.Engine;
using Trasa.Engine.Expressions;
using Trasa.Engine.Values;
using Trasa.Model.Validation;

namespace Trasa.Activities.Tests.Scripting;

public sealed class JavaScriptTests
{
    private static readonly ExpressionLanguages Languages = new ServiceCollection()
        .AddTrasaEngine()
        .AddControlActivities()
        .BuildServiceProvider()
        .GetRequiredService<ExpressionLanguages>();

    private readonly TestScope _scope = new();

    [Theory]
    [InlineData("1 + 2 * 3 ** 2", "19")]
    [InlineData("'n=' + 5", "n=5")]
    [InlineData("0.1 + 0.2", "0.30000000000000004")]
    [InlineData("7 % 3 + -7 % 3", "0")]
    [InlineData("'5' * '2'", "10")]
    [InlineData("1e21 + ''", "1e+21")]
    [InlineData("0.000001 + '' + 1e-7", "0.0000011e-7")]
    [InlineData("`a${1 + 1}b${`c${3}`}`", "a2bc3")]
    [InlineData("null ?? 'x'", "x")]
    [InlineData("var o = {a: {b: 1}}; o?.a?.b + (o?.x?.y?.z ?? 5)", "6")]
    [InlineData("let n = 0; n ||= 4; n &&= 5; n", "5")]
    [InlineData("typeof missing + typeof null + typeof (() => 1)", "undefinedobjectfunction")]
    [InlineData("[1,2,3].map(x => x * 2).filter(x => x > 2).reduce((a, b) => a + b, 0)", "10")]
    [InlineData("const {a, b: {c = 7} = {}, ...rest} = {a: 1, d: 4}; a + c + rest.d", "12")]
    [InlineData("const [x, , y = 9, ...z] = [1, 2, undefined, 4, 5]; x + y + z.length", "12")]
    [InlineData("Math.max(...[1, 5, 3], ...'79')", "9")]
    [InlineData("function f(a, b = a + 1, ...c) { return a + b + c.length } f(1, undefined, 3, 4)", "5")]
    [InlineData("let s = ''; for (const [k, v] of Object.entries({a: 1, b: 2})) s += k + v; s", "a1b2")]
    [InlineData("let s = 0; for (let i = 0; i < 5; i++) { if (i === 1) continue; if (i === 4) break; s += i } s", "5")]
    [InlineData("const fs = []; for (let i = 0; i < 3; i++) fs.push(() => i); fs.map(f => f()).join()", "0,1,2")]
    [InlineData("switch (2) { case 1: 'one'; break; case 2: 'two'; break; default: 'other' }", "two")]
    [InlineData("try { throw new Error('no') } catch (e) { e.message } finally { }", "no")]
    [InlineData("try { null.x } catch { 'caught' }", "caught")]
    [InlineData("return 4", "4")]
    [InlineData("if (false) 1; else 'e'", "e")]
    [InlineData("'a-b-c'.replace(/-/g, '+') + 'x'.padStart(3, '0')", "a+b+c00x")]
    [InlineData("'2026-03-01'.match(/(\\d+)-(\\d+)/)[2]", "03")]
    [InlineData("[3, 1, 10].sort().join() + [3, 1, 10].sort((a, b) => a - b).join()", "1,10,31,3,10")]
    [InlineData("JSON.stringify({a: [1, 'x', null], b: undefined})", """{"a":[1,"x",null]}""")]
    [InlineData("JSON.parse('{\"a\":[1,2]}').a[1]", "2")]
    [InlineData("new Date().toISOString()", "2026-03-02T09:00:00.000Z")]
    [InlineData("new Date('' + new Date(5000)).getTime() + Date.parse(new Date(0).toDateString())", "5000")]
    [InlineData("new Date(2026, 0, 31, 12).getTime() - Date.UTC(2026, 0, 30, 12)", "86400000")]
    [InlineData("[...new Set([1, 1, 2])].length + new Map([['a', 3]]).get('a')", "5")]
    [InlineData("(12.345).toFixed(2) + parseInt('12px') + parseFloat('1.5e1x')", "12.351215")]
    [InlineData("5 > 3 && 'abc' < 'abd' && !(NaN == NaN) && null == undefined && null !== undefined", "true")]
    [InlineData("(function () { return this.a }).call({a: 8})", "8")]
    [InlineData("var P = function (n) { this.n = n }; P.prototype.get = function () { return this.n }; new P(6).get()", "6")]
    [InlineData("(async () => { const x = await 3; return x })()", "3")]
    [InlineData("const o = {a: 1, get() { return this.a }, ['b' + 1]: 2}; o.get() + o.b1", "3")]
    [InlineData("let i = 1\nlet j = 2\ni + j", "3")]
    public void Language_works(string script, string expected) => Assert.Equal(expected, ValueConversion.Text(Run(script)));

    [Theory]
    [InlineData("getVariable('Counter') + 1", "8")]
    [InlineData("getCounter() + variables.Counter", "14")]
    [InlineData("setCounter(20); getVariable('Counter')", "20")]
    [InlineData("variables.Counter = 21; getCounter()", "21")]
    [InlineData("getInput('Name') + getName()", "AnaAna")]
    [InlineData("getOutputFrom('Step1', 'Result') + getResultFromStep1()", "from stepfrom step")]
    [InlineData("getVariable('Order').lines[1].price", "2.5")]
    [InlineData("getVariable('Nothing') === null", "true")]
    [InlineData("setCorrelationId('case:1'); getCorrelationId()", "case:1")]
    [InlineData("getWorkflowInstanceId()", "0198c0de-0000-7000-8000-000000000001")]
    [InlineData("getMyVariable()", "spaced")]
    [InlineData("getWorkflowDefinitionId() + ':' + getWorkflowDefinitionVersion() + ':' + getWorkflowDefinitionVersionId()", "test:3:test-v3")]
    [InlineData("setWorkflowInstanceName('n'); getWorkflowInstanceName()", "n")]
    [InlineData("getLastResult().total", "9")]
    [InlineData("args.Name + input.Name", "AnaAna")]
    [InlineData("variables['my variable'] + Object.keys(variables).length", "spaced3")]
    [InlineData("toJson(variables.Order) === JSON.stringify(getOrder())", "true")]
    [InlineData("isNullOrWhiteSpace('  ') && isNullOrEmpty(null) && parseGuid('x') === null", "true")]
    [InlineData("bytesToString(bytesFromBase64(bytesToBase64(bytesFromString('Zoë'))))", "Zoë")]
    [InlineData("stringFromBase64(stringToBase64('é'))", "é")]
    [InlineData("newGuid().length + ':' + newShortGuid().length", "36:22")]
    [InlineData("setVariable('Made', [1, {a: 2}]); variables.Made[1].a", "2")]
    [InlineData("typeof getNothing", "undefined")]
    public void Workflow_is_seen_as_Elsa_shows_it(string script, string expected)
    {
        _scope.Variables["Counter"] = 7m;
        _scope.Variables["my variable"] = "spaced";
        _scope.Variables["Order"] = JsonValues.Parse("""{"lines":[{"price":1},{"price":2.5}]}""");
        _scope.Input["Name"] = "Ana";
        _scope.LastResult = JsonValues.Parse("""{"total":9}""");

        Assert.Equal(expected, ValueConversion.Text(Run(script)));
    }

    [Theory]
    [InlineData("while (true) {}", "Steps")]
    [InlineData("let s = 'x'; while (true) s += s", "Memory")]
    [InlineData("const f = n => f(n + 1); f(0)", "CallDepth")]
    [InlineData("const a = []; a.length = 1e9", "limit is 1000000")]
    [InlineData("let a = [1]; while (true) a = a.concat(a)", "Memory")]
    [InlineData("let s = ''; for (const c of 'x'.repeat(4000)) s = s + s + c; s", "Memory")]
    [InlineData("const o = {}; for (let i = 0; ; i++) o['k' + i] = i", "limit")]
    [InlineData("[...Array(1e8).keys()]", "limit")]
    [InlineData("function a() { b() } function b() { a() } a()", "CallDepth")]
    [InlineData("[3, 1, 2].sort(() => { while (true) {} })", "Steps")]
    [InlineData("JSON.parse('['.repeat(1e5))", "")]
    [InlineData("'x'.repeat(1e9)", "Memory")]
    [InlineData("const a = []; a.push(a); JSON.stringify(a)", "part of itself")]
    [InlineData("try { while (true) {} } catch (e) { 1 }", "Steps")]
    [InlineData("/(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')", "250 ms")]
    public void Limits_stop_a_script_and_name_themselves(string script, string limit)
    {
        var patient = new JavaScriptEvaluator(new JsBudget { Time = TimeSpan.FromMinutes(5) });

        var fault = Assert.Throws<ExpressionFaultException>(() => _ = patient.Compile(new("JavaScript", JsonValue.Create(script), null), ExpressionSight.Of([])).Evaluate(_scope));

        Assert.Contains(limit, fault.Message);
    }

    /// <summary>A value that holds itself, or that is deeper than any stack: a text or a reason, and never the end of the host.</summary>
    [Theory]
    [InlineData("let a = []; a.push(a); '' + a", "")]
    [InlineData("let a = [1]; a.push(a, 2); a.join('-')", "1--2")]
    [InlineData("let a = []; a.push(a); +a", "0")]
    [InlineData("let a = []; a.push(a); a < 1", "true")]
    [InlineData("let a = []; a.push(a); `${a}`", "")]
    [InlineData("let a = []; a.push(a, a); a.sort().length", "2")]
    [InlineData("let a = []; a.push(a); ({})[a] === undefined", "true")]
    [InlineData("let a = []; a.push(a); try { throw a } catch (e) { e.length }", "1")]
    [InlineData("let a = []; a.push(a); a == ''", "true")]
    [InlineData("let o = {}; o.o = o; const c = structuredClone(o); c.o === c", "true")]
    public void Value_that_holds_itself_is_nothing_inside_of_itself(string script, string expected) => Assert.Equal(expected, ValueConversion.Text(Run(script)));

    [Theory]
    [InlineData("let a = []; for (let i = 0; i < 100000; i++) a = [a]; '' + a")]
    [InlineData("let a = []; for (let i = 0; i < 100000; i++) a = [a]; JSON.stringify(a)")]
    [InlineData("let a = []; for (let i = 0; i < 100000; i++) a = [a]; structuredClone(a)")]
    [InlineData("let a = []; for (let i = 0; i < 100000; i++) a = [a]; a.flat(Infinity)")]
    [InlineData("let a = []; for (let i = 0; i < 100000; i++) a = [a]; a")]
    [InlineData("let a = []; for (let i = 0; i < 100000; i++) a = {a}; throw new Error(JSON.stringify(a))")]
    [InlineData("let a = [1]; for (let i = 0; i < 90; i++) a = [a, a]; '' + a")]
    [InlineData("let a = [1]; for (let i = 0; i < 90; i++) a = [a, a]; a")]
    [InlineData("let a = [1]; for (let i = 0; i < 90; i++) a = [a, a]; JSON.stringify(a)")]
    [InlineData("let f = () => 1; for (let i = 0; i < 100000; i++) f = f.bind(null); f()")]
    [InlineData("const o = {toString() { return '' + this }}; '' + o")]
    [InlineData("const o = {get x() { return this.x }}; o.x")]
    [InlineData("let a = []; a.push(a); throw a")]
    [InlineData("new Date(8.64e15)")]
    public void Value_that_is_too_deep_or_too_large_is_a_fault(string script) => Assert.Throws<ExpressionFaultException>(() => Run(script));

    [Theory]
    [InlineData("(", ")", 20_000)]
    [InlineData("[", "]", 20_000)]
    [InlineData("{", "}", 20_000)]
    [InlineData("`${", "}`", 20_000)]
    [InlineData("-", "", 20_000)]
    [InlineData("!", "", 20_000)]
    [InlineData("x=>", "", 20_000)]
    [InlineData("1**", "", 20_000)]
    [InlineData("a=", "", 20_000)]
    [InlineData("1?1:", "", 20_000)]
    [InlineData("new ", "", 20_000)]
    [InlineData("(function(){return ", "})()", 5_000)]
    [InlineData("class A extends (", ") {}", 5_000)]
    [InlineData("if(1)", "", 20_000)]
    public void Syntax_that_is_nested_too_deeply_is_refused(string before, string after, int times)
    {
        var text = string.Concat(Enumerable.Repeat(before, times)) + "1" + string.Concat(Enumerable.Repeat(after, times));

        Assert.Contains("nested", Languages.Check(new("JavaScript", JsonValue.Create(text), null), ExpressionSight.Of([])));
    }

    [Fact]
    public void Chains_inside_of_chains_are_a_fault_and_not_a_crash()
    {
        var text = "1";
        for (var level = 0; level < 100; level++) text = "(" + text + string.Concat(Enumerable.Repeat("+1", 1_900)) + ")";

        Assert.Throws<ExpressionFaultException>(() => Run(text));
    }

    [Fact]
    public void Long_chains_of_conditions_and_templates_inside_of_templates_are_read_at_once()
    {
        var chain = "let x = 5;" + string.Concat(Enumerable.Range(0, 3_000).Select(number => $"if (x === {number + 10}) 'no'; else ")) + "'yes'";
        var nested = "1";
        for (var level = 0; level < 150; level++) nested = "`${" + nested + "}`";

        Assert.Equal("yes", Run(chain));
        Assert.Equal("1", Run(nested));
    }

    [Fact]
    public void Script_that_is_too_long_is_refused() =>
        Assert.Contains("500000", Languages.Check(new("JavaScript", JsonValue.Create(new string(' ', 600_000)), null), ExpressionSight.Of([])));

    [Fact]
    public void Error_that_a_comparison_throws_is_caught_as_any_other() =>
        Assert.Equal("no", Run("try { [2, 1].sort(() => { throw new Error('no') }) } catch (e) { e.message }"));

    [Theory]
    [InlineData("1 +", "line 1, column 4")]
    [InlineData("let x = ;", "a value is expected")]
    [InlineData("function* f() {}", "generators")]
    [InlineData("import x from 'y'", "'import' is not supported")]
    [InlineData("a b", "does not belong here")]
    [InlineData("'open", "no end")]
    [InlineData("`${", "no end")]
    public void Text_that_is_no_script_is_refused_with_its_place(string script, string message)
    {
        var problem = Languages.Check(new("JavaScript", JsonValue.Create(script), null), ExpressionSight.Of([]));

        Assert.Contains(message, problem);
    }

    [Fact]
    public void Deep_nesting_is_refused_and_not_a_crash()
    {
        var problem = Languages.Check(new("JavaScript", JsonValue.Create(new string('(', 200_000)), null), ExpressionSight.Of([]));

        Assert.NotNull(problem);
    }

    [Theory]
    [InlineData("System.IO.File.ReadAllText('/etc/passwd')")]
    [InlineData("(1).constructor.constructor('return 1')()")]
    [InlineData("importNamespace('System')")]
    [InlineData("eval('1')")]
    public void Nothing_outside_can_be_reached(string script) => Assert.Throws<ExpressionFaultException>(() => Run(script));

    [Fact]
    public void Library_cannot_be_changed_for_others()
    {
        Run("Array.prototype.evil = 1; Object.keys = null; Math.PI = 3");

        Assert.Equal("undefinedfunction", Run("typeof [].evil + typeof Object.keys"));
        Assert.Equal(3.141592653589793m, Run("Math.PI"));
        Assert.Equal("undefined", Run("Array.prototype.map.evil = 1; Object.setPrototypeOf(Math, {evil: 1}); typeof Math.evil"));
        Assert.Equal("undefined", Run("typeof [].map.evil"));
    }

    [Theory]
    [InlineData("getDec()", "12345678901234567.89")]
    [InlineData("[getDec()][0]", "12345678901234567.89")]
    [InlineData("JSON.stringify({a: getDec()})", """{"a":12345678901234567.89}""")]
    [InlineData("setOther(getDec()); getVariable('Other') === getDec()", "true")]
    [InlineData("getDec() + 0", "12345678901234568")]
    [InlineData("getDay()", "2026-03-01T10:00:00+02:00")]
    [InlineData("1 / 0", "Infinity")]
    [InlineData("({a: NaN})", """{"a":null}""")]
    public void Value_that_is_handed_through_is_what_it_was(string script, string expected)
    {
        _scope.Variables["Dec"] = 12345678901234567.89m;
        _scope.Variables["Day"] = new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.FromHours(2));
        _scope.Variables["Other"] = null;

        Assert.Equal(expected, ValueConversion.Text(Run(script)));
    }

    [Fact]
    public void Variables_that_a_script_only_reads_are_not_written()
    {
        var order = JsonValues.Parse("""{"lines":[{"price":1.10,"day":"2026-03-01"}],"none":null}""");
        _scope.Variables["Order"] = order;

        Run("getOrder().lines.map(l => l.price).concat(variables.Order.lines.length)");

        Assert.Same(order, _scope.Variables["Order"]);
        Run("variables.Order.lines[0].price = 2");
        Assert.NotSame(order, _scope.Variables["Order"]);
    }

    private object? Run(string script) => Languages.Compile(new("JavaScript", JsonValue.Create(script), null), ExpressionSight.Of([])).Evaluate(_scope);
}
