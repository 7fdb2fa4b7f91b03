namespace Trasa.EndToEnd.Tests.Designer;

/// <summary>Definitions to open.</summary>
internal static class Drawing
{
    /// <summary>Three steps in a row, and members that nobody here knows.</summary>
    public const string Three = """
        {"id":"KEY","definitionId":"KEY","name":"Three steps","version":1,"futureMember":{"big":12345678901234567890},"variables":[
          {"id":"note","name":"note","typeName":"String","isArray":false,"value":null,"storageDriverTypeName":null}],
         "inputs":[],"outputs":[],"outcomes":[],"customProperties":{"theirs":1},"options":{},
         "root":{"id":"flow","type":"Elsa.Flowchart","version":1,"customProperties":{},"metadata":{},"variables":[],
          "activities":[
           {"id":"first","name":"first","type":"Elsa.WriteLine","version":1,"customProperties":{},"metadata":{"displayText":"First","designer":{"position":{"x":60,"y":100}}},
            "text":{"typeName":"String","expression":{"type":"Literal","value":"one"}},"somethingElse":[1,2]},
           {"id":"second","name":"second","type":"Elsa.WriteLine","version":1,"customProperties":{},"metadata":{"displayText":"Second","designer":{"position":{"x":360,"y":100}}},
            "text":{"typeName":"String","expression":{"type":"Feel","value":"note"}}},
           {"id":"third","name":"third","type":"Vendor.Unheard","version":3,"customProperties":{},"metadata":{"displayText":"Third","designer":{"position":{"x":660,"y":100}}},"secret":{"a":{"b":[true]}}}],
          "connections":[
           {"source":{"activity":"first","port":"Done"},"target":{"activity":"second","port":"In"},"vertices":[]},
           {"source":"second","sourcePort":"Done","target":"third","targetPort":"In"}]}}
        """;

    /// <summary>Two steps, all known, nothing wrong.</summary>
    public const string Two = """
        {"id":"KEY","definitionId":"KEY","name":"Two steps","version":1,"variables":[],"inputs":[],"outputs":[],"outcomes":[],"customProperties":{},"options":{},
         "root":{"id":"flow","type":"Elsa.Flowchart","version":1,"customProperties":{},"metadata":{},"variables":[],
          "activities":[
           {"id":"first","name":"first","type":"Elsa.WriteLine","version":1,"customProperties":{},"metadata":{"displayText":"First","designer":{"position":{"x":60,"y":100}}},
            "text":{"typeName":"String","expression":{"type":"Literal","value":"one"}}},
           {"id":"end","name":"end","type":"Elsa.End","version":1,"customProperties":{},"metadata":{"displayText":"Over","designer":{"position":{"x":360,"y":100}}}}],
          "connections":[{"source":{"activity":"first","port":"Done"},"target":{"activity":"end","port":"In"},"vertices":[]}]}}
        """;

    /// <summary>A step, and a loop with two steps in its body.</summary>
    public const string Loop = """
        {"id":"KEY","definitionId":"KEY","name":"A loop","version":1,"variables":[],"inputs":[],"outputs":[],"outcomes":[],"customProperties":{},"options":{},
         "root":{"id":"flow","type":"Elsa.Flowchart","version":1,"customProperties":{},"metadata":{},"variables":[],"activities":[
           {"id":"first","name":"first","type":"Elsa.WriteLine","version":1,"customProperties":{},"metadata":{"displayText":"First","designer":{"position":{"x":60,"y":60}}},"text":{"typeName":"String","expression":{"type":"Literal","value":"one"}}},
           {"id":"each","name":"each","type":"Elsa.ForEach","version":1,"customProperties":{},"metadata":{"displayText":"For each","designer":{"position":{"x":60,"y":200}}},
            "items":{"typeName":"Object","expression":{"type":"Feel","value":"[1,2]"}},
            "body":{"id":"inner","type":"Elsa.Flowchart","version":1,"customProperties":{},"metadata":{},"activities":[
              {"id":"one","name":"one","type":"Elsa.WriteLine","version":1,"customProperties":{},"metadata":{"displayText":"One","designer":{"position":{"x":0,"y":0}}},"text":{"typeName":"String","expression":{"type":"Literal","value":"one"}}},
              {"id":"two","name":"two","type":"Elsa.WriteLine","version":1,"customProperties":{},"metadata":{"displayText":"Two","designer":{"position":{"x":260,"y":0}}},"text":{"typeName":"String","expression":{"type":"Literal","value":"two"}}}],
             "connections":[{"source":{"activity":"one","port":"Done"},"target":{"activity":"two","port":"In"}}]}}],
          "connections":[]}}
        """;

    /// <summary>A loop that is drawn open, whose body has two lanes, a group around its first step and a note.</summary>
    public static readonly string Marked = Loop
        .Replace("""For each","designer":{""", """For each","designer":{"expanded":true,""", StringComparison.Ordinal)
        .Replace("""inner","type":"Elsa.Flowchart","version":1,"customProperties":{}""", """
            inner","type":"Elsa.Flowchart","version":1,"customProperties":{"notes":[{"id":"note1","text":"Ask first","x":0,"y":110,"width":180,"height":70}],
             "groups":[{"id":"group1","title":"Together","x":-30,"y":-50,"width":250,"height":140}],
             "lanes":[{"id":"lane1","title":"Desk","who":"","y":-60,"height":160},{"id":"lane2","title":"Board","who":"","y":100,"height":160}]}
            """, StringComparison.Ordinal);

    /// <summary>The three steps in a lane, the first two in a group with a note, and a note beside them.</summary>
    public static readonly string Grouped = Three.Replace("\"flow\",\"type\":\"Elsa.Flowchart\",\"version\":1,\"customProperties\":{}", """
        "flow","type":"Elsa.Flowchart","version":1,"customProperties":{
          "notes":[{"id":"note1","text":"Both of them","x":80,"y":180,"width":180,"height":60},{"id":"note2","text":"Alone","x":660,"y":200,"width":180,"height":60}],
          "groups":[{"id":"group1","title":"Together","x":30,"y":50,"width":560,"height":220}],
          "lanes":[{"id":"lane1","title":"Desk","who":"","y":20,"height":300}]}
        """, StringComparison.Ordinal);

    /// <summary>A leave request: the superior has 16 working hours, then is reminded.</summary>
    public const string Leave = """
        {"$schema":"https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json","id":"KEY","definitionId":"KEY","name":"Leave request","version":1,"variables":[{"id":"note","name":"note","typeName":"String","isArray":false,"value":null}],
         "inputs":[{"type":"String","name":"requester","displayName":"requester","description":"login","isArray":false},{"type":"Decimal","name":"days","displayName":"days","description":"working days","isArray":false}],"outputs":[],"outcomes":[],"customProperties":{},"options":{},
         "root":{"id":"flow","name":"flow","type":"Elsa.Flowchart","version":1,"customProperties":{},"metadata":{},"start":"approve","activities":[
           {"id":"approve","name":"approve","type":"Trasa.UserTask","version":1,"customProperties":{},"metadata":{"displayText":"Approve leave","designer":{"position":{"x":60,"y":120}}},"title":{"typeName":"String","expression":{"type":"Feel","value":"\"Approve \" + string(days) + \" days for \" + requester"}},"candidates":{"typeName":"Object","expression":{"type":"Feel","value":"\"supervisor-of:user:\" + requester"}},"outcomes":{"typeName":"Object","expression":{"type":"Object","value":"[\"Approve\",\"Reject\"]"}},"due":{"typeName":"String","expression":{"type":"Literal","value":"16 wh"}},"calendar":{"typeName":"String","expression":{"type":"Literal","value":"RO-Office"}}},
           {"id":"yes","name":"yes","type":"Elsa.WriteLine","version":1,"customProperties":{},"metadata":{"displayText":"Tell them yes","designer":{"position":{"x":420,"y":60}}},"text":{"typeName":"String","expression":{"type":"Literal","value":"Enjoy"}}},
           {"id":"no","name":"no","type":"Elsa.WriteLine","version":1,"customProperties":{},"metadata":{"displayText":"Tell them no","designer":{"position":{"x":420,"y":180}}},"text":{"typeName":"String","expression":{"type":"Literal","value":"Sorry"}}},
           {"id":"late","name":"late","type":"Elsa.WriteLine","version":1,"customProperties":{},"metadata":{"displayText":"Remind","designer":{"position":{"x":420,"y":300}}},"text":{"typeName":"String","expression":{"type":"Literal","value":"Please"}}}],
          "connections":[{"source":{"activity":"approve","port":"Approve"},"target":{"activity":"yes","port":"In"}},{"source":{"activity":"approve","port":"Reject"},"target":{"activity":"no","port":"In"}},{"source":{"activity":"approve","port":"Timed out"},"target":{"activity":"late","port":"In"}},{"source":{"activity":"late","port":"Done"},"target":{"activity":"approve","port":"In"}}]}}
        """;
}
