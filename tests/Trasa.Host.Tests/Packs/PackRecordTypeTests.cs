using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Hosting;
using Trasa.Host.CommandLine;
using Trasa.Host.Hosting;
using Record = Trasa.Crm.Records.Record;

namespace Trasa.Host.Tests.Packs;

/// <summary>Adding a record type is one file and no code: everything follows on the running host, without a restart.</summary>
public sealed class PackRecordTypeTests(RunningHost host) : IDisposable
{
    private readonly BroughtPack _pack = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _pack.Dispose();

    [Fact]
    public async Task Record_type_of_a_pack_has_table_records_activities_resource_pages_and_search()
    {
        var organisation = host.Services.GetRequiredService<SampleOrganisation>();
        await organisation.InstallPackAsync(_pack.Folder, Token);
        await organisation.InstallPackAsync(_pack.Folder, Token);
        await host.Services.GetRequiredService<IWorkflowEngine>().RunDueAsync(Token);

        using var api = await host.WithKeyAsync("ana.popescu", ["read", "write"], Token);
        var created = await api.PostAsJsonAsync("/api/records/vehicle", new { plate = "B-101-TRS" }, Token);
        var list = await api.GetFromJsonAsync<JsonElement>("/api/records/vehicle?order=plate", Token);
        using var browser = await host.SignedInAsync("ana.popescu", Token);
        var page = await browser.GetStringAsync("/records/vehicle", Token);
        var found = await api.GetFromJsonAsync<JsonElement>("/api/records/vehicle?q=cj-07", Token);
        var seeded = await VehicleAsync("CJ-07-TRS");

        Assert.True(created.IsSuccessStatusCode, await created.Content.ReadAsStringAsync(Token));
        Assert.Equal(2, list.GetProperty("total").GetInt32());
        Assert.Equal("Seen: CJ-07-TRS", seeded.Text("remark"));
        Assert.NotNull(seeded.Link("owner"));
        Assert.Contains("href=\"/records/vehicle\"", page, StringComparison.Ordinal);
        Assert.Contains("Something that drives.", page, StringComparison.Ordinal);
        Assert.Equal(1, found.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Declaration_is_refused_with_file_and_line()
    {
        _pack.Write("record-types/vehicle.json", BroughtPack.Vehicle.Replace("\"type\": \"user\"", "\"type\": \"reference\", \"to\": \"garage\"", StringComparison.Ordinal));

        var (exit, output) = await ValidateAsync(_pack.Folder);

        Assert.Equal(1, exit);
        Assert.Contains("record-types/vehicle.json:5: REC-007 fields[1].to: there is no record type 'garage'.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pack_is_read_with_the_record_types_that_another_brings()
    {
        _pack.WriteOnShelf("garage/pack.json", """{ "key": "garage", "name": "Garage", "requires": ["fleet"] }""");
        _pack.WriteOnShelf("garage/record-types/vehicle-garage.json", """
            { "extends": "vehicle", "fields": [{ "name": "garage", "label": "Garage", "type": "text" }] }
            """);
        _pack.WriteOnShelf("garage/workflows/park.json", BroughtPack.Workflow("park", "vehicle.changed", """
            { "id": "park", "name": "park", "type": "Trasa.Vehicle.Update", "version": 1,
              "recordId": { "typeName": "Object", "expression": { "type": "Feel", "value": "event.reference" } },
              "garage": { "typeName": "String", "expression": { "type": "Literal", "value": "North" } } }
            """));

        var (exit, output) = await ValidateAsync(Path.Combine(_pack.Folder, "..", "garage"));
        _pack.Write("pack.json", """{ "key": "fleet", "name": "Fleet", "requires": ["garage"] }""");
        var (_, circle) = await ValidateAsync(_pack.Folder);

        Assert.True(exit == 0, output);
        Assert.EndsWith("garage is valid", output.Trim(), StringComparison.Ordinal);
        Assert.Contains("in a circle: fleet -> garage -> fleet", circle, StringComparison.Ordinal);
    }

    private static async Task<(int Exit, string Output)> ValidateAsync(string folder)
    {
        await using var output = new StringWriter();
        var exit = await new ValidateCommand().RunAsync([folder], output, Token);
        return (exit, output.ToString());
    }

    private async Task<Record> VehicleAsync(string plate)
    {
        var page = await host.Services.GetRequiredService<IRecords>().QueryAsync(null, new("vehicle", [new("plate", FieldOperator.Equal, plate)]), Actor.System, Token);
        return Assert.Single(page.Records);
    }
}
