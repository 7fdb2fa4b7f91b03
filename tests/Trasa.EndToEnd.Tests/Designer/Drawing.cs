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
}
