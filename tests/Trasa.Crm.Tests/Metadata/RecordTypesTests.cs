using Microsoft.Extensions.DependencyInjection;
using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Crm.Tests.Records;
using Trasa.Engine.Catalogue;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Tests.Metadata;

public abstract class RecordTypesTests(DatabaseKind kind) : RecordSuite(kind)
{
    private const string Vehicle = """
        {
          "key": "vehicle", "label": "Vehicle", "plural": "Vehicles", "titleField": "plate", "searchFields": ["plate"],
          "fields": [
            { "name": "plate", "label": "Plate", "type": "text", "required": true, "unique": true },
            { "name": "company", "label": "Company", "type": "reference", "to": "company" },
            { "name": "price", "label": "Price", "type": "money" },
            { "name": "months", "label": "Months", "type": "integer" }
          ]
        }
        """;

    private const string WithRate = """
        { "extends": "vehicle", "fields": [{ "name": "rate", "label": "Monthly rate", "type": "money", "formula": "decimal(price / months, 2)" }] }
        """;

    [Fact]
    public async Task New_type_is_one_declaration_and_no_code()
    {
        await SaveAsync(("vehicle", Vehicle));

        var made = await House.CreateAsync("vehicle", new { plate = "B 12 TRK", price = 1000 });
        var found = await House.QueryAsync(new("vehicle", Search: "trk"));

        Assert.Equal(made.Id, Assert.Single(found.Records).Id);
        Assert.Contains("vehicle.created", House.Stimuli.Names);
        Assert.NotNull(Assert.Single(House.Get<IEnumerable<IActivitySource>>()).Find("Trasa.Vehicle.Create"));
    }

    [Fact]
    public async Task Field_added_later_is_calculated_for_the_records_that_are_there()
    {
        await SaveAsync(("vehicle", Vehicle));
        var made = await House.CreateAsync("vehicle", new { plate = "B 12 TRK", price = 1000, months = 36 });

        await SaveAsync(("vehicle-rate", WithRate));

        Assert.Equal(27.78m, (await House.FindAsync(made))!["rate"]);
        Assert.Equal(50m, (await House.UpdateAsync(made, new { months = 20 }))["rate"]);
        Assert.Null((await House.UpdateAsync(made, new { months = 0 }))["rate"]);
        Assert.Equal(1, (await House.QueryAsync(new("vehicle", [new("rate", FieldOperator.IsNull, null)]))).Total);
    }

    [Fact]
    public async Task Calculated_field_is_not_typed()
    {
        await SaveAsync(("vehicle", Vehicle), ("vehicle-rate", WithRate));

        var refused = await Assert.ThrowsAsync<RecordInvalidException>(() => House.CreateAsync("vehicle", new { plate = "X", rate = 1 }));

        Assert.Equal("is calculated.", Assert.Single(refused.Problems).Message);
    }

    [Fact]
    public async Task Declaration_is_stored_and_read_by_the_next_host()
    {
        await SaveAsync(("vehicle", Vehicle), ("vehicle-rate", WithRate));

        await using var next = new ServiceCollection().AddSingleton(House.Database).AddSingleton<TimeProvider>(House.Clock).AddTrasaCrm().BuildServiceProvider();
        var types = next.GetRequiredService<IRecordTypes>();
        await types.EnsureAsync(Token);

        Assert.Equal("Monthly rate", types.Current["vehicle"]["rate"].Label);
    }

    [Fact]
    public async Task Tables_can_be_brought_up_to_date_again_and_by_several_hosts_at_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => House.Types.EnsureAsync(Token))));

        Assert.Equal("C-2026-000001", (await House.CreateAsync("case", new { subject = "Still there" }))["number"]);
    }

    [Fact]
    public async Task Broken_declaration_changes_nothing()
    {
        var refused = await Assert.ThrowsAsync<DeclarationInvalidException>(() => SaveAsync(("vehicle", Vehicle), ("bad", """{ "extends": "vehicle", "fields": [{ "name": "plate", "label": "Again", "type": "text" }] }""")));

        Assert.Equal("REC-003", Assert.Single(refused.Problems).Code);
        Assert.Null(House.Types.Current.Find("vehicle"));
    }

    [Fact]
    public async Task Column_is_never_converted_silently()
    {
        await SaveAsync(("vehicle", Vehicle));

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => SaveAsync(("vehicle", Vehicle.Replace("\"type\": \"money\"", "\"type\": \"text\"", StringComparison.Ordinal))));

        Assert.Contains("Give the field another name", refused.Message, StringComparison.Ordinal);
        Assert.Equal(FieldType.Money, House.Types.Current["vehicle"]["price"].Type);
    }

    private Task SaveAsync(params (string, string)[] declarations) => House.Types.SaveAsync(declarations, Actor.System, Token);
}

public sealed class SqliteRecordTypesTests() : RecordTypesTests(DatabaseKind.Sqlite);

public sealed class PostgresRecordTypesTests() : RecordTypesTests(DatabaseKind.PostgreSql);
