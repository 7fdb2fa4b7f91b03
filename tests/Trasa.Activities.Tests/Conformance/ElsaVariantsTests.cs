using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Trasa.Activities.Conformance;
using Trasa.Activities.Http;
using Trasa.Engine;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Engine.Execution;
using Trasa.Engine.Execution.InMemory;
using Trasa.Engine.Journal;
using Trasa.Model.Workflows;

namespace Trasa.Activities.Tests.Conformance;

/// <summary>The shapes that definition files of several ages, hands and tools have: each is opened, saved without loss and run.</summary>
public sealed class ElsaVariantsTests
{
    private static readonly ServiceProvider Services = new ServiceCollection().AddLogging().AddTrasaEngine().AddControlActivities().AddHttpActivities().BuildServiceProvider();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    // Connections: current, without vertices, flat, in a wrapper, alone, with a null port, by old names.
    [InlineData("""{"type":"Elsa.Flowchart","id":"f","activities":[LINE(a),LINE(b)],"connections":[{"source":{"activity":"a","port":"Done"},"target":{"activity":"b","port":"In"},"vertices":[{"x":1,"y":2}]}]}""", "a b")]
    [InlineData("""{"type":"Elsa.Flowchart","id":"f","activities":[LINE(a),LINE(b)],"connections":[{"source":{"activity":"a"},"target":{"activity":"b"}}]}""", "a b")]
    [InlineData("""{"type":"Elsa.Flowchart","id":"f","activities":[LINE(a),LINE(b)],"connections":[{"source":"a","sourcePort":"Done","target":"b","targetPort":"In"}]}""", "a b")]
    [InlineData("""{"type":"Elsa.Flowchart","id":"f","activities":{"$values":[LINE(a),LINE(b)]},"connections":{"$values":[{"source":"a","target":"b"}]}}""", "a b")]
    [InlineData("""{"type":"Elsa.Flowchart","id":"f","activities":[LINE(a),LINE(b)],"connections":{"source":{"activity":"a","port":null},"target":{"activity":"b","port":null}}}""", "a b")]
    [InlineData("""{"type":"Elsa.Flowchart","id":"f","activities":[LINE(a),LINE(b)],"connections":[{"sourceActivityId":"a","outcome":"Done","targetActivityId":"b"}]}""", "a b")]
    [InlineData("""{"type":"Elsa.Flowchart","id":"f","activities":[LINE(a)],"connections":[{"source":"a","target":"nowhere"},{"source":null,"target":"a"}]}""", "a")]
    [InlineData("""{"type":"Elsa.Flowchart","id":"f","activities":[LINE(a),LINE(b)],"connections":null,"start":"b"}""", "b")]
    // The start as a whole activity, which stands among the activities too.
    [InlineData("""{"type":"Elsa.Flowchart","id":"f","start":LINE(b),"activities":[LINE(a),LINE(b)],"connections":[{"source":"b","target":"a"}]}""", "b a")]
    // Members in PascalCase, missing ids and optional members, numbers and flags as texts.
    [InlineData("""{"Type":"Elsa.Sequence","Id":"s","Activities":[{"Type":"Elsa.WriteLine","Id":"a","Text":{"typeName":"String","expression":{"type":"Literal","value":"a"}}}]}""", "a")]
    [InlineData("""{"type":"Elsa.Sequence","activities":[{"type":"Elsa.WriteLine","text":{"typeName":"String","expression":{"type":"Literal","value":"x"}}},{"type":"Elsa.WriteLine","text":"y"}]}""", "x y")]
    [InlineData("""{"type":"Elsa.Sequence","id":"s","version":"1","activities":[{"type":"Elsa.If","id":"i","condition":{"typeName":"Boolean","expression":{"type":"Literal","value":"true"}},"then":LINE(yes),"else":LINE(no)}]}""", "yes")]
    [InlineData("""{"type":"Elsa.Sequence","id":"s","activities":[{"type":"Elsa.For","id":"l","start":{"typeName":"Int32","expression":{"type":"Literal","value":"1"}},"end":{"typeName":"Int32","expression":{"type":"Literal","value":"3"}},"step":{"typeName":"Int32","expression":{"type":"Literal","value":"1"}},"body":{"type":"Elsa.WriteLine","id":"w","text":{"typeName":"String","expression":{"type":"JavaScript","value":"getVariable('CurrentValue')"}}}}]}""", "1 2 3")]
    // Types as older versions wrote them.
    [InlineData("""{"type":"Elsa.Workflows.Activities.Sequence, Elsa.Workflows.Core","id":"s","activities":[{"type":"Elsa.Workflows.Core.Activities.WriteLine","id":"a","text":"a"}]}""", "a")]
    [InlineData("""{"type":"Elsa.ForEach`1[[System.Object, System.Private.CoreLib]]","id":"l","items":{"typeName":"Object[]","expression":{"type":"Object","value":"[1,2]"}},"body":LINE(x)}""", "x x")]
    [InlineData("""{"type":"Elsa.Workflow","id":"w","root":{"type":"Elsa.Sequence","id":"s","activities":[LINE(a)]}}""", "a")]
    // Every way to say a value.
    [InlineData("""LINEOF({"typeName":"String","expression":{"type":"Object","value":"\"quoted\""}})""", "quoted")]
    [InlineData("""LINEOF({"typeName":"String","expression":{"type":"Json","value":"plain"}})""", "plain")]
    [InlineData("""LINEOF({"typeName":"String","expression":{"type":"JavaScript","value":"getGreeting() + '!'"}})""", "hi!")]
    [InlineData("""LINEOF({"typeName":"String","expression":{"type":"JavaScript","value":"`${variables.Greeting} ${1 + 1}`"}})""", "hi 2")]
    [InlineData("""LINEOF({"typeName":"String","expression":{"type":"Liquid","value":"{{ Variables.Greeting | upcase }}"}})""", "HI")]
    [InlineData("""LINEOF({"typeName":"String","expression":{"type":"Variable","value":{"id":"v1","name":"Greeting","typeName":"String"}}})""", "hi")]
    [InlineData("""LINEOF({"typeName":"String","expression":{"type":"Variable","value":"{\"id\":\"v1\",\"name\":\"Greeting\"}"}})""", "hi")]
    [InlineData("""LINEOF({"typeName":"String","expression":{"type":"Variable","memoryReference":{"id":"v1"}}})""", "hi")]
    [InlineData("""LINEOF({"typeName":"String","memoryReference":{"id":"v1"}})""", "hi")]
    [InlineData("""LINEOF({"typeName":"String","memoryReference":"v1"})""", "hi")]
    [InlineData("""LINEOF({"typeName":"String","expression":{"type":"Variable","value":{"id":"v1","name":"Greeting"}},"memoryReference":{"id":"WriteLine1:input-1"}})""", "hi")]
    [InlineData("""LINEOF({"typeName":"String","expression":{"type":"Literal","value":12.5}})""", "12.5")]
    [InlineData("""LINEOF({"typeName":"String","expression":{"type":"Literal"}})""", "")]
    [InlineData("""LINEOF(null)""", "")]
    [InlineData("""{"type":"Elsa.Sequence","id":"s","activities":[{"type":"Elsa.SetVariable","id":"set","variable":{"id":"v1"},"value":{"typeName":"String","expression":{"type":"Literal","value":"new"}}},LINEOF({"typeName":"String","memoryReference":{"id":"v1"}})]}""", "new")]
    // Cases, wrapped and bare; branches; nested containers with weird ids.
    [InlineData("""{"type":"Elsa.Switch","id":"sw","cases":{"$values":[{"label":"A","condition":{"type":"JavaScript","value":"false"},"activity":LINE(a)},{"label":"B","condition":{"typeName":"Boolean","expression":{"type":"Literal","value":true}},"activity":LINE(b)}]},"default":LINE(c)}""", "b")]
    [InlineData("""{"type":"Elsa.Flowchart","id":"f","activities":[{"type":"Elsa.FlowSwitch","id":"sw","cases":[{"label":"B","condition":{"type":"JavaScript","value":"1 < 2"}}],"mode":{"typeName":"SwitchMode","expression":{"type":"Literal","value":0}}},LINE(a),LINE(b)],"connections":[{"source":"sw","sourcePort":"Default","target":"a"},{"source":"sw","sourcePort":"B","target":"b"}]}""", "b")]
    [InlineData("""{"type":"Elsa.Sequence","id":"Workflow1:flow é/\"#?","activities":[{"type":"Elsa.Sequence","id":"","activities":[{"type":"Elsa.Parallel","id":"  ","activities":[LINE(1),LINE(2)]}]},LINE(3)]}""", "1 2 3")]
    [InlineData("""{"type":"Elsa.Fork","id":"f","joinMode":{"typeName":"ForkJoinMode","expression":{"type":"Literal","value":"WaitAll"}},"branches":[LINE(a),LINE(b)]}""", "a b")]
    [InlineData("""{"type":"Elsa.FlowNode","id":"n","body":LINE(a)}""", "a")]
    public async Task Definition_is_opened_saved_and_run(string root, string lines)
    {
        var text = Text(root);

        Assert.True((await Conformance().RunAsync("x.json", text, null, Token)).IsRoundTrip);
        var instance = await RunAsync(text);

        Assert.Empty(instance.Incidents.Select(incident => incident.Message));
        Assert.Equal(lines, Lines(instance));
    }

    [Theory]
    [InlineData("CSharp")]
    [InlineData("C#")]
    [InlineData("Python")]
    public async Task Code_in_a_definition_is_refused_with_a_way_out(string language)
    {
        var text = Text("""LINEOF({"typeName":"String","expression":{"type":"LANGUAGE","value":"Environment.Exit(1)"}})""".Replace("LANGUAGE", language, StringComparison.Ordinal));

        var instance = await RunAsync(text);

        Assert.Contains("FEEL or JavaScript", instance.Incidents.Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_activity_type_opens_with_nothing_but_its_type()
    {
        foreach (var type in Services.GetRequiredService<Model.Activities.IActivityCatalogue>().All.Select(descriptor => descriptor.Type))
        {
            var text = Text($$"""{"type":"Elsa.Sequence","id":"s","activities":[{"type":"{{type}}","id":"x"}]}""");

            Assert.True((await Conformance().RunAsync(type, text, null, Token)).IsRoundTrip, type);
            var instance = await RunAsync(text);
            Assert.True(instance.Incidents.All(incident => incident.Detail is null or not ("NullReferenceException" or "InvalidCastException")), $"{type}: {string.Join("; ", instance.Incidents.Select(incident => incident.Detail))}");
        }
    }

    [Theory]
    [InlineData("String", true)]
    [InlineData("String[]", false)]
    [InlineData("List<String>", false)]
    [InlineData("ICollection<Object>", false)]
    [InlineData("System.String[], System.Private.CoreLib", false)]
    [InlineData("System.Collections.Generic.List`1[[System.String, System.Private.CoreLib]], System.Private.CoreLib", false)]
    [InlineData("System.Collections.Generic.List`1[[System.String, System.Private.CoreLib]][], System.Private.CoreLib", false)]
    public async Task List_is_one_by_whatever_name_its_type_goes(string type, bool isArray)
    {
        var line = """LINEOF({"typeName":"String","expression":{"type":"JavaScript","value":"getNames().length + getNames()[1]"}})""";
        var text = Text($$"""{"type":"Elsa.Sequence","id":"{{type.GetHashCode(StringComparison.Ordinal)}}","variables":[{"id":"v2","name":"Names","typeName":"{{type}}","isArray":{{(isArray ? "true" : "false")}},"value":"[\"p\",\"q\"]"}],"activities":[{{line}}]}""");

        Assert.Equal("2q", Lines(await RunAsync(text)));
    }

    /// <summary>As in a folder into which a workflow was exported more than once.</summary>
    [Fact]
    public async Task Two_files_of_one_id_are_two_definitions_and_one_that_cannot_run_is_a_difference()
    {
        var conformance = Conformance();
        foreach (var line in (string[])["first", "second"])
        {
            var text = $$"""{"definitionId":"twin","version":1,"root": {"type":"Elsa.WriteLine","id":"w","text":"{{line}}"} }""";
            var expected = new JsonObject { ["status"] = "Finished", ["lines"] = new JsonArray(line), ["completed"] = new JsonArray("w", "Workflow1") };
            Assert.Empty((await conformance.RunAsync("x.json", text, expected, Token)).Differences);
        }

        var empty = await conformance.RunAsync("x.json", """{"definitionId":"twin","version":1,"root":null}""", [], Token);
        Assert.True(empty is { IsLoaded: true, IsEqual: false }, string.Join(", ", empty.Differences));
    }

    [Fact]
    public async Task Placeholder_and_its_arrows_come_back_when_the_type_is_there()
    {
        const string Root = """
            {"type":"Elsa.Flowchart","id":"f","customProperties":{"notFoundConnections":[{"source":{"activity":"a","port":"Done"},"target":{"activity":"b","port":"In"}},{"source":{"activity":"b","port":"Done"},"target":{"activity":"c","port":"In"}}]},
             "activities":[LINE(a),{"type":"Elsa.NotFoundActivity","id":"b","missingTypeName":"Elsa.WriteLine","missingTypeVersion":1,"originalActivityJson":"{\"id\":\"b\",\"type\":\"Elsa.WriteLine\",\"text\":\"b\"}"},
                {"type":"Elsa.NotFoundActivity","id":"c","missingTypeName":"Acme.Gone","originalActivityJson":"{\"id\":\"c\",\"type\":\"Acme.Gone\"}"}],"connections":[]}
            """;

        var text = Text(Root);

        Assert.True((await Conformance().RunAsync("x.json", text, null, Token)).IsRoundTrip);
        Assert.Equal("a b", Lines(await RunAsync(text)));
    }

    [Fact]
    public async Task State_machine_runs_entry_trigger_condition_exit_and_action_in_order()
    {
        const string Root = """
            {"type":"Elsa.StateMachine","id":"m","initialState":"Open",
             "states":[{"name":"Open","entry":LINE(open),"exit":LINE(left)},{"name":"Checked","entry":LINE(checked)},{"name":"Closed","entry":LINE(closed)}],
             "transitions":[
               {"name":"no","from":"Open","to":"Closed","condition":{"typeName":"Boolean","expression":{"type":"JavaScript","value":"false"}}},
               {"name":"check","from":"Open","to":"Checked","trigger":{"type":"Elsa.Event","id":"e","eventName":{"typeName":"String","expression":{"type":"Literal","value":"check"}}},"action":LINE(acts)},
               {"name":"other","from":"Open","to":"Closed","trigger":{"type":"Elsa.Event","id":"e2","eventName":"other"}},
               {"name":"close","from":"Checked","to":"Closed","condition":{"typeName":"Boolean","expression":{"type":"Literal","value":true}}}]}
            """;

        var instance = await RunAsync(Text(Root), resume: false);
        Assert.Equal("e e2", string.Join(' ', instance.Bookmarks.Select(bookmark => bookmark.ActivityId).Order(StringComparer.Ordinal)));
        await Runner().ResumeAsync(instance, instance.Bookmarks.Single(bookmark => bookmark.ActivityId == "e"), null, false, Token);

        Assert.Equal("open left acts checked closed", Lines(instance));
        Assert.Empty(instance.Bookmarks);
        Assert.Equal(Engine.Instances.InstanceStatus.Finished, instance.Status);
    }

    [Fact]
    public async Task State_that_can_never_be_left_and_a_circle_of_conditions_are_incidents()
    {
        var stuck = await RunAsync(Text("""{"type":"Elsa.StateMachine","id":"m","states":[{"name":"A"},{"name":"B"}],"transitions":[{"from":"A","to":"B","condition":{"typeName":"Boolean","expression":{"type":"Literal","value":false}}}]}"""));
        var circle = await RunAsync(Text("""{"type":"Elsa.StateMachine","id":"m","states":[{"name":"A"},{"name":"B"}],"transitions":[{"from":"A","to":"B"},{"from":"B","to":"A"}]}"""));

        Assert.Contains("can never be left", stuck.Incidents.Single().Message, StringComparison.Ordinal);
        Assert.Contains("in a circle", circle.Incidents.Single().Message, StringComparison.Ordinal);
    }

    private static string Text(string root)
    {
        root = System.Text.RegularExpressions.Regex.Replace(root, @"LINE\((\w+)\)", """{"type":"Elsa.WriteLine","id":"$1","version":1,"customProperties":{},"metadata":{},"text":{"typeName":"String","expression":{"type":"Literal","value":"$1"}}}""");
        root = System.Text.RegularExpressions.Regex.Replace(root, @"LINEOF\((.*?)\)(?=$|\])", """{"type":"Elsa.WriteLine","id":"w","text":$1}""");
        return $$"""
            {"$schema":"https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json","id":"x-v1","definitionId":"x{{root.GetHashCode(StringComparison.Ordinal):x}}","version":"1",
             "variables":[{"id":"v1","name":"Greeting","typeName":"System.String, System.Private.CoreLib","isArray":"false","value":"hi","storageDriverTypeName":"Elsa.Workflows.Core.Services.WorkflowStorageDriver, Elsa.Workflows.Core"}],
             "root":{{root}}}
            """;
    }

    private static string Lines(InMemoryInstance instance) => string.Join(' ', instance.Journal
        .Where(entry => entry.Event == JournalEvents.Line)
        .Select(entry => System.Text.Json.JsonSerializer.Deserialize<string>(entry.Data!)));

    private static ElsaConformance Conformance() => new(Services.GetRequiredService<IBurstExecutor>(), TimeProvider.System, Services.GetRequiredService<IIdentifiers>());

    private static InMemoryRunner Runner() => new(Services.GetRequiredService<IBurstExecutor>(), TimeProvider.System, Services.GetRequiredService<IIdentifiers>());

    private static async Task<InMemoryInstance> RunAsync(string text, bool resume = true)
    {
        var definition = DefinitionReader.Read(text).Definition!;
        var instance = await Runner().StartAsync(new(DefinitionKind.Workflow, definition.DefinitionId, 1, "x", text, text, null, default, "", null, null, null, 1), null, null, Token);
        for (var turn = 0; resume && turn < 20 && instance.Bookmarks.Count > 0; turn++) await Runner().ResumeAsync(instance, instance.Bookmarks[0], null, false, Token);
        return instance;
    }
}
