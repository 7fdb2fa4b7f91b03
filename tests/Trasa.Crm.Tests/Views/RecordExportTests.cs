using Trasa.Crm.Records;
using Trasa.Crm.Tests.Records;
using Trasa.Crm.Views;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Tests.Views;

public abstract class RecordExportTests(DatabaseKind kind) : RecordSuite(kind)
{
    [Fact]
    public async Task Csv_has_labels_titles_and_quotes()
    {
        var owner = await House.UserAsync("cristina", ["accountManager"]);
        await House.CreateAsync("company", new { name = "Keller, \"Nord\" & Söhne", priority = "A", accountOwner = owner.UserId, phone = "+49 40 555" });
        await House.CreateAsync("company", new { name = "=HYPERLINK(1)", city = "two\tparts" });

        var text = await CsvAsync(new("company", OrderBy: ["-name"]), ["name", "priority", "accountOwner", "phone"], Actor.System);

        Assert.Equal("Name,Priority,Account owner,Phone\r\n\"Keller, \"\"Nord\"\" & Söhne\",A,cristina,+4940555\r\n'=HYPERLINK(1),C,,\r\n", text);
    }

    [Fact]
    public async Task Hidden_column_is_left_out()
    {
        var agent = await House.UserAsync("agent", ["agent"]);
        await House.CreateAsync("company", new { name = "Nordwind", creditLimit = 5000 });

        Assert.Equal("Name\r\nNordwind\r\n", await CsvAsync(new("company"), ["name", "creditLimit"], agent));
        Assert.Equal("Name,Credit limit\r\nNordwind,5000\r\n", await CsvAsync(new("company"), ["name", "creditLimit"], Actor.System));
    }

    [Fact]
    public async Task Export_goes_beyond_a_page_and_ends_at_the_limit()
    {
        await House.WriteAsync(async work =>
        {
            for (var i = 0; i < 1050; i++) await House.Records.CreateAsync(work, "product", new Dictionary<string, object?> { ["key"] = $"p{i}", ["name"] = $"P{i}" }, Actor.System, Token);
            return true;
        });

        Assert.Equal(1050, await House.Get<IRecordExport>().WriteCsvAsync(TextWriter.Null, new("product"), null, 100_000, Actor.System, Token));
        Assert.Equal(7, await House.Get<IRecordExport>().WriteCsvAsync(TextWriter.Null, new("product"), null, 7, Actor.System, Token));
    }

    [Fact]
    public async Task Unknown_column_is_refused() =>
        await Assert.ThrowsAsync<RecordInvalidException>(() => CsvAsync(new("product"), ["shoeSize"], Actor.System));

    private async Task<string> CsvAsync(RecordQuery query, string[] columns, Actor actor)
    {
        using var writer = new StringWriter();
        await House.Get<IRecordExport>().WriteCsvAsync(writer, query, columns, 1000, actor, Token);
        return writer.ToString();
    }
}

public sealed class SqliteRecordExportTests() : RecordExportTests(DatabaseKind.Sqlite);

public sealed class PostgresRecordExportTests() : RecordExportTests(DatabaseKind.PostgreSql);
