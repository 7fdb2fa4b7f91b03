using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Trasa.Activities.Conformance;
using Trasa.Activities.Http;
using Trasa.Engine;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Engine.Execution;
using Trasa.Engine.Execution.InMemory;
using Trasa.Engine.Instances;
using Trasa.Engine.Journal;
using Trasa.Model.Workflows;

namespace Trasa.Activities.Tests.Conformance;

/// <summary>Definitions as people write them: loops and joins inside of each other, several expression languages, old shapes; each is opened, saved without loss and run.</summary>
public sealed class ElsaFromTheWildTests
{
    private static readonly ServiceProvider Services = new ServiceCollection().AddLogging().AddTrasaEngine().AddControlActivities().AddHttpActivities().BuildServiceProvider();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    // A retry loop in a flowchart, in each of the shapes of connections.
    [InlineData("""CHART([set(n;"0"), LINE(try), SETJS(up;n;"getN() + 1"), DECIDE(enough;"getN() >= 3"), LINE(done)], SHAPE1(set:Done>try, try:Done>up, up:Done>enough, enough:False>try, enough:True>done))""", "try try try done")]
    [InlineData("""CHART([set(n;"0"), LINE(try), SETJS(up;n;"getN() + 1"), DECIDE(enough;"getN() >= 3"), LINE(done)], SHAPE2(set:Done>try, try:Done>up, up:Done>enough, enough:False>try, enough:True>done))""", "try try try done")]
    [InlineData("""CHART([set(n;"0"), LINE(try), SETJS(up;n;"getN() + 1"), DECIDE(enough;"getN() >= 3"), LINE(done)], SHAPE3(set:Done>try, try:Done>up, up:Done>enough, enough:False>try, enough:True>done))""", "try try try done")]
    // Fork and joins: all, the first, those that were taken.
    [InlineData("""CHART([FORK(f;"A","B"), LINE(a), LINE(b), JOIN(j;WaitAll), LINE(end)], SHAPE1(f:A>a, f:B>b, a:Done>j, b:Done>j, j:Done>end))""", "a b end")]
    [InlineData("""CHART([FORK(f;"A","B"), LINE(a), LINE(b), JOIN(j;WaitAny), LINE(end)], SHAPE2(f:A>a, f:B>b, a:Done>j, b:Done>j, j:Done>end))""", "a b end")]
    [InlineData("""CHART([FORK(f;"A","B"), LINE(a), EVENT(b), LINE(c), JOIN(j;WaitAny), LINE(end)], SHAPE2(f:A>a, f:B>b, a:Done>j, b:Done>c, c:Done>j, j:Done>end))""", "a end")]
    [InlineData("""CHART([DECIDE(d;"true"), LINE(a), LINE(b), JOIN(j;WaitAllActive), LINE(end)], SHAPE3(d:True>a, d:False>b, a:Done>j, b:Done>j, j:Done>end))""", "a end")]
    [InlineData("""CHART([DECIDE(d;"false"), LINE(a), LINE(b), LINE(end)], SHAPE1(d:True>a, d:False>b, a:Done>end, b:Done>end))""", "b end")]
    // A flowchart in a loop in a flowchart, ended by Complete and by Break.
    [InlineData("""CHART([FOREACH(each;"[1,2,3]";CHART([DECIDE(odd;"getVariable('CurrentValue') % 2 == 1"), LINE(odd1), LINE(even)], SHAPE1(odd:True>odd1, odd:False>even))), LINE(end)], SHAPE2(each:Done>end))""", "odd1 even odd1 end")]
    [InlineData("""SEQUENCE([FOREACH(each;"[1,2,3,4]";SEQUENCE([JSLINE(w;"'n' + getVariable('CurrentValue')"), IF(stop;"getVariable('CurrentValue') == 2";BREAK(b))])), LINE(end)])""", "n1 n2 end")]
    [InlineData("""SEQUENCE([WHILE(w;"getN() < 2";SEQUENCE([SETJS(up;n;"getN() + 1"), JSLINE(l;"String(getN())")])), LINE(end)])""", "1 2 end")]
    [InlineData("""SEQUENCE([CHART([LINE(a), TYPE(Elsa.End;e), LINE(never)], SHAPE1(a:Done>e, e:Done>never)), LINE(after)])""", "a after")]
    [InlineData("""SEQUENCE([CHART([LINE(a), TYPE(Elsa.Finish;f), LINE(never)], SHAPE1(a:Done>f, f:Done>never)), LINE(never2)])""", "a")]
    // Loops of numbers with their edges, parallel branches, a switch over all that fit.
    [InlineData("""FOR(f;1;3;1;false;JSLINE(l;"'' + getVariable('CurrentValue')"))""", "1 2")]
    [InlineData("""FOR(f;3;1;-1;true;JSLINE(l;"'' + getVariable('CurrentValue')"))""", "3 2 1")]
    [InlineData("""SEQUENCE([PARALLEL([LINE(a), SEQUENCE([LINE(b), LINE(c)])]), LINE(end)])""", "a b c end")]
    [InlineData("""SWITCH(s;MatchAny;CASE(One;"true";LINE(one)), CASE(Two;"1 > 2";LINE(two)), CASE(Three;"true";LINE(three)))""", "one three")]
    [InlineData("""SWITCH(s;MatchFirst;CASE(One;"false";LINE(one)), CASE(Two;"true";LINE(two)), CASE(Three;"true";LINE(three)))""", "two")]
    // Languages beside each other.
    [InlineData("""SEQUENCE([SETJS(o;order;"({lines: [{price: 2, n: 3}, {price: 1.5, n: 2}]})"), LIQUID(l;"{% assign t = 0 %}{% for x in Variables.order.lines %}{% assign p = x.price | times: x.n %}{% assign t = t | plus: p %}{% endfor %}{{ t }}"), JSLINE(j;"variables.order.lines.map(x => x.n).join('+')")])""", "9 3+2")]
    [InlineData("""SEQUENCE([SETJS(o;n;"5"), LIQUID(l;"{% for i in (1..Variables.n) %}{% unless i == 3 %}{{ i }}{% endunless %}{% endfor %}"), FEEL(f;"string(n * 2)")])""", "1245 10")]
    [InlineData("""SEQUENCE([RUN(r;"setVariable('n', 4); return {twice: getN() * 2}"), JSLINE(a;"getLastResult().twice"), JSLINE(b;"getOutputFrom('r', 'Result').twice + getN()")])""", "8 12")]
    [InlineData("""CHART([RUN(r;"setOutcome('Late')";"Late","Early"), LINE(late), LINE(early)], SHAPE3(r:Late>late, r:Early>early))""", "late")]
    // Events that come, in branches and one after the other.
    [InlineData("""SEQUENCE([LINE(before), EVENT(go), LINE(after)])""", "before after")]
    [InlineData("""CHART([EVENT(a), EVENT(b), FORK(f;"A","B"), LINE(x), LINE(y), JOIN(j;WaitAll), LINE(end)], SHAPE1(f:A>a, f:B>b, a:Done>x, b:Done>y, x:Done>j, y:Done>j, j:Done>end))""", "x y end")]
    [InlineData("""SEQUENCE([FORKED(f;WaitAny;EVENT(a), EVENT(b)), LINE(end)])""", "end")]
    // What is not known is jumped over where nothing leads to it, and the rest runs.
    [InlineData("""CHART([LINE(a), DECIDE(d;"true"), LINE(b), TYPE(Acme.Robot;r)], SHAPE2(a:Done>d, d:True>b, d:False>r))""", "a b")]
    [InlineData("""CHART([LINE(a), LINE(b), TYPE(Elsa.FlowNode;n)], SHAPE1(a:Done>b, b:Done>ghost, ghost:Done>a, a:Nowhere>b))""", "a b")]
    // Old names of types and drivers, members in Pascal case.
    [InlineData("""{"Type":"Elsa.Workflows.Core.Activities.Sequence","Id":"s","Activities":[{"Type":"Elsa.Workflows.Activities.SetVariable, Elsa.Workflows.Core","Id":"v","Variable":{"Id":"v2","Name":"n"},"Value":{"TypeName":"Int32","Expression":{"Type":"Literal","Value":"7"},"MemoryReference":{"Id":"v:input-0"}}},JSLINE(l;"'' + getN()")]}""", "7")]
    [InlineData("""{"type":"Elsa.Workflow","id":"w","version":1,"root":CHART([LINE(a), LINE(b)], SHAPE3(a:Done>b))}""", "a b")]
    [InlineData("""SEQUENCE([{"type":"Elsa.WriteLine","id":"m","text":{"typeName":"String","expression":{"type":"Variable","value":{"id":"v1","name":"Greeting","typeName":"String","storageDriverTypeName":"Elsa.Workflows.Core.Services.MemoryStorageDriver, Elsa.Workflows.Core"}},"memoryReference":{"id":"m:input-0"}},"result":{"typeName":"String","memoryReference":{"id":"m:out"}}}])""", "hi")]
    [InlineData("""SEQUENCE([{"type":"Elsa.SetOutput","id":"o","outputName":{"typeName":"String","expression":{"type":"Literal","value":"Total"}},"outputValue":{"typeName":"Object","expression":{"type":"JavaScript","value":"1 + 1"}}}, {"type":"Elsa.SetName","id":"n","value":"named"}, {"type":"Elsa.Correlate","id":"c","correlationId":{"typeName":"String","expression":{"type":"JavaScript","value":"'order-' + (1 + getN())"}}}, LIQUID(l;"{{ CorrelationId }}")])""", "order-1")]
    [InlineData("""SEQUENCE([FAULTY(f), LINE(never)])""", "")]
    public async Task Definition_is_opened_saved_and_run(string root, string lines)
    {
        var text = Written(root);

        Assert.True((await Conformance().RunAsync("x.json", text, null, Token)).IsRoundTrip);
        var instance = await RunAsync(text);

        Assert.Equal(lines, Lines(instance));
        Assert.Equal(root.Contains("FAULTY", StringComparison.Ordinal) ? InstanceStatus.Faulted : InstanceStatus.Finished, instance.Status);
    }

    [Fact]
    public async Task Unknown_activity_that_is_reached_stops_its_branch_and_says_what_is_missing()
    {
        var text = Written("""CHART([FORK(f;"A","B"), TYPE(Acme.Robot;r), LINE(b)], SHAPE1(f:A>r, f:B>b))""");

        var instance = await RunAsync(text);

        Assert.Equal("b", Lines(instance));
        Assert.Contains("Acme.Robot", instance.Incidents.Single().Message, StringComparison.Ordinal);
        Assert.True((await Conformance().RunAsync("x.json", text, null, Token)).IsRoundTrip);
    }

    /// <summary>Spells a definition out: <c>LINE(a)</c> and the like, with a semicolon between the parts of one activity.</summary>
    private static string Written(string root) => $$"""
        {"id":"x-v1","definitionId":"wild","version":1,
         "variables":[{"id":"v1","name":"Greeting","typeName":"String","value":"hi"},{"id":"v2","name":"n","typeName":"Int32","isArray":false,"value":"0","storageDriverTypeName":"Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core"},{"id":"v3","name":"order","typeName":"Object"}],
         "outputs":[{"name":"Total","type":"Int32"}],
         "root":{{Wild.Spell(root)}}}
        """;

    private static string Lines(InMemoryInstance instance) => string.Join(' ', instance.Journal.Where(entry => entry.Event == JournalEvents.Line).Select(entry => JsonSerializer.Deserialize<string>(entry.Data!)));

    private static ElsaConformance Conformance() => new(Services.GetRequiredService<IBurstExecutor>(), TimeProvider.System, Services.GetRequiredService<IIdentifiers>());

    private static async Task<InMemoryInstance> RunAsync(string text)
    {
        var runner = new InMemoryRunner(Services.GetRequiredService<IBurstExecutor>(), TimeProvider.System, Services.GetRequiredService<IIdentifiers>());
        var definition = DefinitionReader.Read(text).Definition!;
        var instance = await runner.StartAsync(new(DefinitionKind.Workflow, definition.DefinitionId, 1, "x", text, text, null, default, "", null, null, null, 1), null, null, Token);
        for (var turn = 0; turn < 20 && instance.Bookmarks.Count > 0; turn++) await runner.ResumeAsync(instance, instance.Bookmarks[0], null, false, Token);
        return instance;
    }
}

/// <summary>Short words for activities, so that a definition fits a line of a test.</summary>
internal static class Wild
{
    public static string Spell(string text) => Read(new(text)).ToJsonString();

    private static JsonNode Read(Words words)
    {
        words.Blank();
        if (words.Peek is '{') return JsonNode.Parse(words.Json())!;
        var name = words.Until('(');
        var parts = words.Parts();
        return Make(name, parts);
    }

    private static JsonObject Make(string name, List<string> parts) => name switch
    {
        "LINE" => Line(parts[0], Expression("Literal", parts[0])),
        "JSLINE" => Line(parts[0], Expression("JavaScript", Text(parts[1]))),
        "LIQUID" => Line(parts[0], Expression("Liquid", Text(parts[1]))),
        "FEEL" => Line(parts[0], Expression("Feel", Text(parts[1]))),
        "set" => Activity("Elsa.SetVariable", "set", ("variable", Variable(parts[0])), ("value", Expression("Literal", Text(parts[1])))),
        "SETJS" => Activity("Elsa.SetVariable", parts[0], ("variable", Variable(parts[1])), ("value", Expression("JavaScript", Text(parts[2])))),
        "RUN" => Activity("Elsa.RunJavaScript", parts[0], ("script", Expression("Literal", Text(parts[1]))), ("possibleOutcomes", Expression("Object", parts.Count > 2 ? $"[{parts[2]}]" : "[]"))),
        "DECIDE" => Activity("Elsa.FlowDecision", parts[0], ("condition", Expression("JavaScript", Text(parts[1]), "Boolean"))),
        "FORK" => Activity("Elsa.FlowFork", parts[0], ("branches", Expression("Object", $"[{parts[1]}]"))),
        "JOIN" => Activity("Elsa.FlowJoin", parts[0], ("mode", Expression("Literal", parts[1]))),
        "EVENT" => Activity("Elsa.Event", parts[0], ("eventName", Expression("Literal", parts[0]))),
        "TYPE" => Activity(parts[0], parts[1]),
        "BREAK" => Activity("Elsa.Break", parts[0]),
        "FAULTY" => Line(parts[0], Expression("JavaScript", "null.x")),
        "IF" => Activity("Elsa.If", parts[0], ("condition", Expression("JavaScript", Text(parts[1]), "Boolean")), ("then", Read(new(parts[2])))),
        "WHILE" => Activity("Elsa.While", parts[0], ("condition", Expression("JavaScript", Text(parts[1]), "Boolean")), ("body", Read(new(parts[2])))),
        "FOREACH" => Activity("Elsa.ForEach", parts[0], ("items", Expression("Object", Text(parts[1]))), ("body", Read(new(parts[2])))),
        "FOR" => Activity("Elsa.For", parts[0], ("start", Expression("Literal", parts[1])), ("end", Expression("Literal", parts[2])), ("step", Expression("Literal", parts[3])), ("outerBoundInclusive", Expression("Literal", parts[4])), ("body", Read(new(parts[5])))),
        "SEQUENCE" => Activity("Elsa.Sequence", "seq" + parts[0].Length, ("activities", List(parts[0]))),
        "PARALLEL" => Activity("Elsa.Parallel", "par", ("activities", List(parts[0]))),
        "FORKED" => Activity("Elsa.Fork", parts[0], ("joinMode", Expression("Literal", parts[1])), ("branches", List($"[{parts[2]}]"))),
        "SWITCH" => Activity("Elsa.Switch", parts[0], ("mode", Expression("Literal", parts[1])), ("cases", new JsonArray([.. new Words(string.Join(';', parts.Skip(2))).Items().Select(Case)]))),
        "CHART" => Chart(string.Join(';', parts)),
        _ => throw new ArgumentException($"There is no word {name}.", nameof(name)),
    };

    private static JsonObject Chart(string text)
    {
        var words = new Words(text);
        var activities = words.Bracket();
        words.Until('S');
        var shape = words.Until('(');
        var arrows = string.Join(';', words.Parts()).Split(',', StringSplitOptions.TrimEntries).Select(arrow => arrow.Split(':', '>'));
        return Activity("Elsa.Flowchart", "chart" + text.Length, ("activities", List(activities)), ("connections", new JsonArray([.. arrows.Select(arrow => Arrow(shape, arrow))])));
    }

    private static JsonObject Arrow(string shape, string[] ends) => shape switch
    {
        "HAPE1" => new JsonObject { ["source"] = End(ends[0], ends[1]), ["target"] = End(ends[2], "In"), ["vertices"] = new JsonArray(new JsonObject { ["x"] = 1, ["y"] = 2 }) },
        "HAPE2" => new JsonObject { ["source"] = End(ends[0], ends[1]), ["target"] = End(ends[2], "In") },
        _ => new JsonObject { ["source"] = ends[0], ["sourcePort"] = ends[1], ["target"] = ends[2], ["targetPort"] = "In" },
    };

    private static JsonObject End(string activity, string port) => new() { ["activity"] = activity, ["port"] = port };

    private static JsonObject Case(string text)
    {
        var words = new Words(text);
        words.Until('(');
        var parts = words.Parts();
        return new() { ["label"] = parts[0], ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = Text(parts[1]) }, ["activity"] = Read(new(parts[2])) };
    }

    private static JsonArray List(string text) => new([.. new Words(text.Trim()[1..^1]).Items().Select(item => Read(new(item)))]);

    private static JsonObject Line(string id, JsonNode text) => Activity("Elsa.WriteLine", id, ("text", text));

    private static JsonObject Variable(string name) => new() { ["id"] = name == "n" ? "v2" : "v3", ["name"] = name };

    private static JsonObject Expression(string language, string text, string type = "Object") => new() { ["typeName"] = type, ["expression"] = new JsonObject { ["type"] = language, ["value"] = text } };

    private static string Text(string quoted) => JsonSerializer.Deserialize<string>(quoted.Trim())!;

    private static JsonObject Activity(string type, string id, params (string Name, JsonNode Value)[] members)
    {
        var json = new JsonObject { ["id"] = id, ["nodeId"] = "Workflow1:" + id, ["name"] = id, ["type"] = type, ["version"] = 1, ["customProperties"] = new JsonObject(), ["metadata"] = new JsonObject() };
        foreach (var (name, value) in members) json[name] = value;
        return json;
    }

    /// <summary>Reads what stands between brackets, with quotes and inner brackets left whole.</summary>
    private sealed class Words(string text)
    {
        private int _at;

        public char? Peek => _at < text.Length ? text[_at] : null;

        public void Blank()
        {
            while (Peek is ' ' or ',') _at++;
        }

        public string Until(char end)
        {
            var from = _at;
            _at = text.IndexOf(end, _at) + 1;
            return text[from..(_at - 1)].Trim();
        }

        /// <summary>The parts up to the closing bracket, by semicolons.</summary>
        public List<string> Parts() => Split(Inside(), ';');

        public List<string> Items() => Split(text, ',');

        public string Bracket()
        {
            var from = _at;
            _at++;
            Inside();
            return text[from.._at];
        }

        /// <summary>Plain JSON with short words in it.</summary>
        public string Json()
        {
            var json = text;
            while (System.Text.RegularExpressions.Regex.Match(json, "(?<![\\w\"])(LINE|JSLINE|CHART)\\(") is { Success: true } match)
            {
                var words = new Words(json[match.Index..]);
                var spelled = Read(words).ToJsonString();
                json = json[..match.Index] + spelled + json[(match.Index + words._at)..];
            }

            return json;
        }

        private string Inside()
        {
            var (from, depth, quoted) = (_at, 0, false);
            for (; _at < text.Length; _at++)
            {
                var letter = text[_at];
                if (letter == '"' && text[_at - 1] != '\\') quoted = !quoted;
                if (quoted) continue;
                if (letter is '(' or '[' or '{') depth++;
                if (letter is ')' or ']' or '}' && depth-- == 0) break;
            }

            return text[from.._at++];
        }

        private static List<string> Split(string all, char by)
        {
            var (parts, from, depth, quoted) = (new List<string>(), 0, 0, false);
            for (var at = 0; at <= all.Length; at++)
            {
                if (at == all.Length || (all[at] == by && depth == 0 && !quoted))
                {
                    parts.Add(all[from..at].Trim());
                    from = at + 1;
                }
                else if (all[at] == '"' && (at == 0 || all[at - 1] != '\\')) quoted = !quoted;
                else if (!quoted && all[at] is '(' or '[' or '{') depth++;
                else if (!quoted && all[at] is ')' or ']' or '}') depth--;
            }

            return parts;
        }
    }
}
