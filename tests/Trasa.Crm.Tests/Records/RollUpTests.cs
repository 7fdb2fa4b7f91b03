using Trasa.Crm.Metadata;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Tests.Records;

/// <summary>A whole is never older than its parts.</summary>
public abstract class RollUpTests(DatabaseKind kind) : DeskSuite(kind)
{
    private const string Order = """
        { "key": "order", "label": "Order", "plural": "Orders", "titleField": "name", "fields": [
          { "name": "name", "label": "Name", "type": "text", "required": true },
          { "name": "lines", "label": "Lines", "type": "integer", "rollUp": { "of": "orderLine", "by": "order" } },
          { "name": "total", "label": "Total", "type": "money", "rollUp": { "of": "orderLine", "by": "order", "sum": "amount" } },
          { "name": "names", "label": "What", "type": "text", "rollUp": { "of": "orderLine", "by": "order", "list": "name" } },
          { "name": "withTax", "label": "With tax", "type": "money", "formula": "total * 1.19" } ] }
        """;

    private const string Line = """
        { "key": "orderLine", "label": "Line", "plural": "Lines", "titleField": "name", "belongsTo": ["order"], "fields": [
          { "name": "name", "label": "Name", "type": "text", "required": true },
          { "name": "order", "label": "Order", "type": "reference", "to": "order", "required": true },
          { "name": "amount", "label": "Amount", "type": "money" } ] }
        """;

    [Fact]
    public async Task Totals_follow_when_parts_are_added_changed_moved_and_removed()
    {
        await Desk.Host.Get<IRecordTypes>().SaveAsync([("order", Order), ("orderLine", Line)], Actor.System, Token);
        var (first, second) = (await Desk.CreateAsync("order", new { name = "First" }), await Desk.CreateAsync("order", new { name = "Second" }));
        var one = await Desk.CreateAsync("orderLine", new { name = "one", order = first.Id, amount = 0.1m });
        var two = await Desk.CreateAsync("orderLine", new { name = "two", order = first.Id, amount = 0.2m });
        Assert.Equal((2m, 0.3m, 0.357m), await SumsAsync(first));

        await Desk.UpdateAsync(one, new { amount = 10m });
        Assert.Equal((2m, 10.2m, 12.138m), await SumsAsync(first));
        await Desk.UpdateAsync(two, new { order = second.Id });
        Assert.Equal((1m, 10m, 11.9m), await SumsAsync(first));
        Assert.Equal((1m, 0.2m, 0.238m), await SumsAsync(second));
        await Desk.WriteAsync(async work => { await Desk.Records.DeleteAsync(work, "orderLine", two.Id, Actor.System, Token); return true; });
        Assert.Equal((0m, 0m, 0m), await SumsAsync(second));
    }

    [Fact]
    public async Task Parts_that_change_at_once_are_all_counted()
    {
        await Desk.Host.Get<IRecordTypes>().SaveAsync([("order", Order), ("orderLine", Line)], Actor.System, Token);
        var order = await Desk.CreateAsync("order", new { name = "First" });
        List<Record> lines = [];
        for (var i = 0; i < 8; i++) lines.Add(await Desk.CreateAsync("orderLine", new { name = $"line {i}", order = order.Id, amount = 1m }));

        await Task.WhenAll(lines.Select(line => Task.Run(() => Desk.UpdateAsync(line, new { amount = 10m }))));

        Assert.Equal((8m, 80m, 95.2m), await SumsAsync(order));
    }

    [Fact]
    public async Task Texts_of_the_parts_are_listed_in_their_order_and_nothing_is_an_empty_field()
    {
        await Desk.Host.Get<IRecordTypes>().SaveAsync([("order", Order), ("orderLine", Line)], Actor.System, Token);
        var order = await Desk.CreateAsync("order", new { name = "First" });
        var one = await Desk.CreateAsync("orderLine", new { name = "one", order = order.Id });
        await Desk.CreateAsync("orderLine", new { name = "two", order = order.Id });
        Assert.Equal("one, two", (await Desk.ReadAsync(order))["names"]);

        await Desk.UpdateAsync(one, new { name = "1" });

        Assert.Equal("1, two", (await Desk.ReadAsync(order))["names"]);
    }

    [Fact]
    public void What_cannot_be_added_up_is_named()
    {
        var problems = Desk.Host.Get<IRecordTypes>().Check([("order", Order.Replace("\"sum\": \"amount\"", "\"sum\": \"name\"", StringComparison.Ordinal)), ("orderLine", Line)]);

        Assert.Equal(("fields[2].rollUp", "'name' of orderLine is no number."), (Assert.Single(problems).Path, problems[0].Message));
    }

    private async Task<(object?, object?, object?)> SumsAsync(Record order)
    {
        var now = await Desk.ReadAsync(order);
        return (now["lines"], now["total"], now["withTax"]);
    }
}

public sealed class SqliteRollUpTests() : RollUpTests(DatabaseKind.Sqlite);

public sealed class PostgresRollUpTests() : RollUpTests(DatabaseKind.PostgreSql);
