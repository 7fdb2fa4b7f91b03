using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Trasa.Engine;
using Trasa.Engine.Expressions;
using Trasa.Engine.Values;
using Trasa.Model.Validation;

namespace Trasa.Activities.Tests.Scripting;

/// <summary>What scripts of younger years use: classes, labels, accessors, symbols, and what the library learned with them.</summary>
public sealed class ModernJavaScriptTests
{
    private static readonly ExpressionLanguages Languages = new ServiceCollection()
        .AddTrasaEngine()
        .AddControlActivities()
        .BuildServiceProvider()
        .GetRequiredService<ExpressionLanguages>();

    [Theory]
    [InlineData("outer: for (let i = 0; i < 3; i++) { for (;;) { if (i === 1) break outer; continue outer } } 'k'", "k")]
    [InlineData("let n = 0; a: { n = 1; break a; n = 2 } n", "1")]
    [InlineData("class A { #p = 2; constructor(x) { this.x = x } get twice() { return this.x * this.#p } static of(x) { return new A(x) } toString() { return 'A' + this.x } } class B extends A { constructor(x) { super(x + 1) } get twice() { return super.twice + 1 } } new B(2).twice + '' + A.of(5) + (new B(1) instanceof A)", "7A5true")]
    [InlineData("class E extends Error { constructor(m) { super(m); this.name = 'E' } } try { throw new E('no') } catch (e) { e + '|' + (e instanceof E) + (e instanceof Error) + e.message }", "E: no|truetrueno")]
    [InlineData("const o = {n: 1, get a() { return this.n + 1 }, set a(v) { this.n = v }}; o.a = 5; o.a + Object.keys(o).join()", "6n,a")]
    [InlineData("const tag = (t, ...v) => t.join('|') + v.join(); tag`a${1}b${2}c`", "a|b|c1,2")]
    [InlineData("String.raw`a\\n${1}`", "a\\n1")]
    [InlineData("const it = {from: 1, to: 3, [Symbol.iterator]() { let n = this.from, end = this.to; return {next: () => n <= end ? {value: n++, done: false} : {value: undefined, done: true}} }}; [...it].join() + Math.max(...it)", "1,2,33")]
    [InlineData("let s = ''; for (const x of {[Symbol.iterator]: () => ({n: 0, next() { return {value: this.n++, done: false} }})}) { if (x > 3) break; s += x } s", "0123")]
    [InlineData("new Map([['a', 1]]).keys().next().value + [...new Map([['b', 2]])][0].join()", "ab,2")]
    [InlineData("(1.005).toFixed(2) + ' ' + (1.45).toFixed(1) + ' ' + (-1.5).toFixed(0) + ' ' + (2.5).toFixed(0) + ' ' + (1e21).toFixed(2)", "1.00 1.4 -2 3 1e+21")]
    [InlineData("(12.345).toPrecision(3) + ' ' + (0.00001).toPrecision(1) + ' ' + (123456).toPrecision(2) + ' ' + (123456).toExponential(2)", "12.3 0.00001 1.2e+5 1.23e+5")]
    [InlineData("(255).toString(16) + (0.5).toString(2) + (1234567.891).toLocaleString('en-US') + (0.256).toLocaleString('en-US', {style: 'percent'})", "ff0.11,234,567.89126%")]
    [InlineData("[1, 2, 3, 4].findLast(x => x < 3) + [1, 2, 3].findLastIndex(x => x < 3) + [3, 1].toSorted().join() + [1, 2].toReversed().join() + [3, 2, 1].with(0, 9).join() + [1, 2, 3].copyWithin(0, 1).join()", "31,32,19,2,12,3,3")]
    [InlineData("[1, [2, [3]]].flat(Infinity).join() + Array.from({length: 3}, (_, i) => i).join() + Array.of(7, 8).at(-1)", "1,2,30,1,28")]
    [InlineData("Object.entries(Object.groupBy([1, 2, 3], x => x % 2 ? 'odd' : 'even')).map(([k, v]) => k + v).join(';')", "odd1,3;even2")]
    [InlineData("const o = Object.defineProperty({a: 1}, 'h', {value: 2}); o.h + Object.keys(o).join() + Object.getOwnPropertyNames(o).join()", "2aa,h")]
    [InlineData("Object.keys({b: 1, 2: 1, a: 1, 1: 1}).join()", "1,2,b,a")]
    [InlineData("Math.hypot(3, 4) + Math.clz32(1) + Math.round(-2.5) + Math.sign(-3) + Math.fround(0.5)", "33.5")]
    [InlineData("Math.random() >= 0 && Math.random() < 1", "true")]
    [InlineData("btoa('abc') + atob('YWJj') + encodeURIComponent('a b(c)&é')", "YWJjabca%20b(c)%26%C3%A9")]
    [InlineData("String.fromCodePoint(128512).codePointAt(0) + 'e\\u0301'.normalize().length", "128513")]
    [InlineData("[...'a1b2'.matchAll(/\\d/g)].map(m => m[0] + m.index).join()", "11,23")]
    [InlineData("const r = /a/g; r.exec('aa'); r.lastIndex + r.source + r.flags", "1ag")]
    [InlineData("console.log('x', {a: [1]}); 'ok'", "ok")]
    [InlineData("globalThis.Math.abs(-1) + globalThis.parseInt('2')", "3")]
    [InlineData("new Date(0) + '|' + new Date(0).toLocaleDateString('en-US') + '|' + new Date(NaN) + '|' + JSON.stringify(new Date(0))", "Thu Jan 01 1970 00:00:00 GMT+0000 (Coordinated Universal Time)|1/1/1970|Invalid Date|\"1970-01-01T00:00:00.000Z\"")]
    [InlineData("try { new Date(NaN).toISOString() } catch (e) { e.name + (e instanceof RangeError) }", "RangeErrortrue")]
    [InlineData("new Date(5) - new Date(2) + (new Date(1) < new Date(2))", "4")]
    [InlineData("JSON.stringify({a: [1, {b: undefined, c: () => 1}], d: 'é\"\\n'}, null, 2)", "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"d\": \"é\\\"\\n\"\n}")]
    [InlineData("JSON.stringify({a: 1, b: 2, c: {toJSON() { return 'j' }}}, ['a', 'c']) + JSON.stringify([1], (k, v) => k === '0' ? v + 1 : v)", "{\"a\":1,\"c\":\"j\"}[2]")]
    [InlineData("JSON.parse('{\"a\":[1,{\"b\":2}],\"a2\":1}', (k, v) => typeof v === 'number' ? v * 2 : v).a[1].b", "4")]
    [InlineData("(() => { try { return 1 } finally { 2 } })()", "1")]
    [InlineData("function f() { if (false) { var y = 1 } return typeof y } f() + (() => { undeclared = 4 })() + undeclared", "undefinedundefined4")]
    [InlineData("if (false) 1; else if (false) 2; else if (true) 3; else 4", "3")]
    [InlineData("const [a, ...b] = new Set([1, 2, 3]); a + b.join('')", "123")]
    [InlineData("[3, 1, 2].sort(() => Math.random() - 0.5).length + [5, 1].sort((a, b) => 1).length", "5")]
    [InlineData("({toString: () => 'x', valueOf: () => 4}) * 2 + `${{toString: () => 'x'}}`", "8x")]
    [InlineData("typeof Symbol() + typeof class {} + [] + {}", "symbolfunction[object Object]")]
    public void Language_and_library_do_as_in_other_engines(string script, string expected) =>
        Assert.Equal(expected, ValueConversion.Text(Languages.Compile(new("JavaScript", JsonValue.Create(script), null), ExpressionSight.Of([])).Evaluate(new TestScope())));
}
