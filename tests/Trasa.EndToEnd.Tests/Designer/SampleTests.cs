namespace Trasa.EndToEnd.Tests.Designer;

/// <summary>What a trial asks for before it begins. The script is that of <c>web/tests/samples.ts</c>.</summary>
public sealed class SampleTests
{
    private const string Begun = """
        {"name":"Begun","inputs":[],"variables":[{"id":"v1","name":"came","typeName":"Object"}],
         "customProperties":{"scenarios":{"scenarios":[{"name":"One","start":"2026-04-30 15:00","steps":[{"clock":"+ 1 h"},{"start":{"workflow":"begun","input":{"days":3}}}]}]}},
         "root":{"id":"flow","type":"Elsa.Flowchart","activities":[
          {"id":"heard","type":"Elsa.Event","metadata":{"displayText":"Paid"},"customProperties":{"canStartWorkflow":true},"eventName":{"typeName":"String","expression":{"type":"Literal","value":"payment.received"}},"result":{"memoryReference":{"id":"v1"}}},
          {"id":"later","type":"Elsa.Event","eventName":{"typeName":"String","expression":{"type":"Literal","value":"payment.returned"}}},
          {"id":"is","type":"Elsa.FlowDecision","condition":{"typeName":"Boolean","expression":{"type":"Feel","value":"came.amount > 5 and came.customer.name != \"came.nowhere\" and overcame.x"}}},
          {"id":"say","type":"Elsa.WriteLine","text":{"typeName":"String","expression":{"type":"Literal","value":"came.plain"}}},
          {"id":"tell","type":"Elsa.WriteLine","text":{"typeName":"String","expression":{"type":"Feel","value":"came.customer"}}}]}}
        """;

    [Fact]
    public async Task What_the_workflow_reads_is_asked_for_and_what_is_typed_has_the_kind_that_it_looks_like()
    {
        var told = (await WebScript.RunAsync<Told>("samples.ts", new { workflow = Begun, types = (string[])["String", "Int32", "Decimal", "Boolean", "DateTime", "TimeSpan", "Object", "Vendor.Thing"] }))
            .GroupBy(line => line.Of).ToDictionary(group => group.Key, group => group.Select(line => line.Is).ToList());

        Assert.Equal(["heard Paid payment.received came: amount customer.name"], told["begins"]);
        Assert.Equal(["""{"customer":{"name":"Ana","age":41},"amount":"007","paid":true,"list":[1,2]}"""], told["carries"]);
        Assert.Equal(["""{"days":3}"""], told["kept"]);
        Assert.Equal(["""["3","a\nb","{\n  \"a\": 1\n}","nothing"]"""], told["shown"]);
        Assert.Equal(["""[3,true,"3",[1,2],{"a":1},"{oops"]"""], told["read"]);
        Assert.Equal(
            [
                "String: Text, List: Text", "Int32: Whole number, List: Whole number", "Decimal: Number, List: Number", "Boolean: Yes/no, List: Yes/no",
                "DateTime: Date and time, List: Date and time", "TimeSpan: Duration, List: Duration", "Object: Data, List", "Vendor.Thing: Vendor.Thing, List: Vendor.Thing",
            ],
            told["type"]);
    }

    private sealed record Told(string Of, string Is);
}
