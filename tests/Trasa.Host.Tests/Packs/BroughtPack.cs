using System.Text.Json.Nodes;

namespace Trasa.Host.Tests.Packs;

/// <summary>A process pack in a folder of its own, as somebody would bring one: a record type, records and a workflow.</summary>
internal sealed class BroughtPack : IDisposable
{
    public const string Vehicle = """
        {
          "key": "vehicle", "label": "Vehicle", "plural": "Vehicles", "description": "Something that drives.", "titleField": "plate", "navigation": true,
          "fields": [
            { "name": "plate", "label": "Plate", "type": "text", "required": true, "unique": true },
            { "name": "owner", "label": "Owner", "type": "user" },
            { "name": "remark", "label": "Remark", "type": "text" }
          ],
          "listColumns": ["plate", "owner", "remark"],
          "searchFields": ["plate"]
        }
        """;

    private readonly string _shelf = Directory.CreateTempSubdirectory("trasa-pack-").FullName;

    public string Folder => Path.Combine(_shelf, "fleet");

    public BroughtPack()
    {
        Write("pack.json", """{ "key": "fleet", "name": "Fleet" }""");
        Write("record-types/vehicle.json", Vehicle);
        Write("data/vehicles.json", """{ "type": "vehicle", "match": "plate", "records": [{ "plate": "CJ-07-TRS", "owner": "ana.popescu" }] }""");
        Write("workflows/vehicle-greeting.json", Workflow("vehicle-greeting", "vehicle.created", """
            { "id": "greet", "name": "greet", "type": "Trasa.Vehicle.Update", "version": 1,
              "recordId": { "typeName": "Object", "expression": { "type": "Feel", "value": "event.reference" } },
              "remark": { "typeName": "String", "expression": { "type": "Feel", "value": "\"Seen: \" + event.record.plate" } } }
            """));
    }

    public void Write(string file, string text) => WriteOnShelf($"fleet/{file}", text);

    public void WriteOnShelf(string file, string text)
    {
        var path = Path.Combine(_shelf, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public void Dispose() => Directory.Delete(_shelf, recursive: true);

    /// <summary>A workflow that an event starts and that has one step.</summary>
    public static string Workflow(string key, string eventName, string step)
    {
        var activity = JsonNode.Parse(step)!;
        return new JsonObject
        {
            ["id"] = key, ["definitionId"] = key, ["name"] = key, ["version"] = 1,
            ["variables"] = new JsonArray(new JsonObject { ["id"] = "event", ["name"] = "event", ["typeName"] = "Object" }),
            ["root"] = new JsonObject
            {
                ["id"] = "flow", ["name"] = "flow", ["type"] = "Elsa.Flowchart", ["version"] = 1,
                ["activities"] = new JsonArray(
                    JsonNode.Parse($$"""
                        { "id": "start", "name": "start", "type": "Elsa.Event", "version": 1, "customProperties": { "canStartWorkflow": true },
                          "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "{{eventName}}" } },
                          "result": { "typeName": "Object", "memoryReference": { "id": "event" } } }
                        """),
                    activity),
                ["connections"] = new JsonArray(new JsonObject
                {
                    ["source"] = new JsonObject { ["activity"] = "start", ["port"] = "Done" },
                    ["target"] = new JsonObject { ["activity"] = activity["id"]!.GetValue<string>(), ["port"] = "In" },
                }),
            },
        }.ToJsonString();
    }
}
