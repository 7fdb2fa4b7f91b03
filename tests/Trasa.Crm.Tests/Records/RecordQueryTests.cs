using Trasa.Crm.Records;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Tests.Records;

public abstract class RecordQueryTests(DatabaseKind kind) : RecordSuite(kind)
{
    [Theory]
    [InlineData("ionescu", "Mihai Ionescu")]
    [InlineData("IONESCU mihai", "Mihai Ionescu")]
    [InlineData("lodz", "Łódź Person")]
    [InlineData("петров", "Иван ПЕТРОВ")]
    [InlineData("carpati", "Mihai Ionescu")]
    [InlineData("100%", "100% Contact")]
    public async Task Search_ignores_case_and_diacritics_and_looks_at_titles_of_references(string search, string found)
    {
        var company = await House.CreateAsync("company", new { name = "Carpați Transport SRL" });
        await House.CreateAsync("contact", new { name = "Mihai Ionescu", company = company.Id });
        foreach (var name in new[] { "Łódź Person", "Иван ПЕТРОВ", "100% Contact", "1000 Contacts" }) await House.CreateAsync("contact", new { name });

        var page = await House.QueryAsync(new("contact", Search: search));

        Assert.Equal(found, Assert.Single(page.Records)["name"]);
    }

    [Fact]
    public async Task Page_is_cut_in_the_database_and_counts_all()
    {
        for (var i = 0; i < 7; i++) await House.CreateAsync("company", new { name = $"Company {i}" });

        var page = await House.QueryAsync(new("company", OrderBy: ["name"], Skip: 2, Take: 3));

        Assert.Equal(["Company 2", "Company 3", "Company 4"], page.Records.Select(record => record["name"]));
        Assert.Equal(7, page.Total);
    }

    [Fact]
    public async Task Choices_sort_in_their_declared_order_and_references_by_title()
    {
        var (b, a) = (await House.CreateAsync("company", new { name = "beta" }), await House.CreateAsync("company", new { name = "Alpha" }));
        await House.CreateAsync("case", new { subject = "1", priority = "low", company = b.Id });
        await House.CreateAsync("case", new { subject = "2", priority = "urgent", company = b.Id });
        await House.CreateAsync("case", new { subject = "3", priority = "urgent", company = a.Id });
        await House.CreateAsync("case", new { subject = "4" });

        var page = await House.QueryAsync(new("case", OrderBy: ["priority", "company"]));

        Assert.Equal(["3", "2", "1", "4"], page.Records.Select(record => record["subject"]));
    }

    [Fact]
    public async Task Related_records_are_asked_for_and_their_absence_too()
    {
        var (a, b) = (await House.CreateAsync("contact", new { name = "With a case" }), await House.CreateAsync("contact", new { name = "Without" }));
        await House.CreateAsync("case", new { subject = "1", contact = a.Id });
        // A case of nobody must not make everybody somebody with a case.
        await House.CreateAsync("case", new { subject = "2" });
        var related = new RelatedRecords("case", "contact", []);

        var (with, without) = (await House.QueryAsync(new("contact", [new("id", FieldOperator.In, related)])), await House.QueryAsync(new("contact", [new("id", FieldOperator.In, related with { None = true })])));

        Assert.Equal(a.Id, Assert.Single(with.Records).Id);
        Assert.Equal(b.Id, Assert.Single(without.Records).Id);
    }

    [Theory]
    [InlineData("subject", FieldOperator.Equal, "tracker OFFLINE", "1")]
    [InlineData("subject", FieldOperator.Contains, "OFF", "1")]
    [InlineData("subject", FieldOperator.StartsWith, "card", "2")]
    [InlineData("subject", FieldOperator.NotEqual, "Card refused", "1,3")]
    [InlineData("priority", FieldOperator.Equal, "high", "2")]
    [InlineData("priority", FieldOperator.NotEqual, "high", "1,3")]
    [InlineData("priority", FieldOperator.In, "high,urgent", "1,2")]
    [InlineData("priority", FieldOperator.IsNull, null, "3")]
    [InlineData("priority", FieldOperator.Equal, null, "3")]
    [InlineData("priority", FieldOperator.IsNotNull, null, "1,2")]
    [InlineData("score", FieldOperator.Greater, "9", "2")]
    [InlineData("score", FieldOperator.LessOrEqual, "9", "1")]
    [InlineData("createdAt", FieldOperator.Greater, "2026-04-24T13:30:00Z", "2,3")]
    [InlineData("createdAt", FieldOperator.Less, "2026-04-24T16:30:00+03:00", "")]
    public async Task Condition_finds(string field, FieldOperator kind, string? value, string found)
    {
        await House.CreateAsync("case", new { subject = "Tracker offline", priority = "urgent", score = 9, topic = "1" });
        House.Clock.Advance(TimeSpan.FromMilliseconds(5));
        await House.CreateAsync("case", new { subject = "Card refused", priority = "high", score = 10, topic = "2" });
        await House.CreateAsync("case", new { subject = "Nothing much", topic = "3" });

        object? given = kind == FieldOperator.In ? value!.Split(',') : value;
        var page = await House.QueryAsync(new("case", [new(field, kind, given)], OrderBy: ["topic"]));

        Assert.Equal(found, string.Join(',', page.Records.Select(record => record["topic"])));
    }

    [Fact]
    public async Task Several_values_are_searched_by_member()
    {
        var (first, second) = (await House.CreateAsync("team", new { key = "a", name = "A" }), await House.CreateAsync("team", new { key = "b", name = "B" }));
        await House.CreateAsync("user", new { login = "ana", name = "Ana", teams = new[] { first.Id, second.Id }, skills = new[] { "cards" } });
        await House.CreateAsync("user", new { login = "bob", name = "Bob", teams = new[] { second.Id }, skills = new[] { "card" } });

        Assert.Equal("Ana", Assert.Single((await House.QueryAsync(new("user", [new("teams", FieldOperator.Contains, first.Id)]))).Records)["name"]);
        Assert.Equal("Bob", Assert.Single((await House.QueryAsync(new("user", [new("skills", FieldOperator.Contains, "card")]))).Records)["name"]);
        Assert.Equal(2, (await House.QueryAsync(new("user", [new("teams", FieldOperator.In, new[] { first.Id, second.Id })]))).Total);
    }

    [Fact]
    public async Task Words_of_the_moment_are_filled_in()
    {
        var ana = await House.UserAsync("ana", ["agent"]);
        await House.CreateAsync("case", new { subject = "Mine", assignee = ana.UserId });
        await House.CreateAsync("case", new { subject = "Not mine" });

        var page = await House.QueryAsync(new("case", [new("assignee", FieldOperator.Equal, "$me"), new("createdAt", FieldOperator.LessOrEqual, "$now")]), ana);

        Assert.Equal("Mine", Assert.Single(page.Records)["subject"]);
    }

    [Fact]
    public async Task Records_are_fetched_by_many_ids_at_once()
    {
        var (one, two) = (await House.CreateAsync("company", new { name = "One" }), await House.CreateAsync("company", new { name = "Two" }));
        await House.CreateAsync("company", new { name = "Three" });

        Assert.Equal(2, (await House.QueryAsync(new("company", [new("id", FieldOperator.In, new[] { one.Id, two.Id })]))).Total);
    }

    [Theory]
    [InlineData("company", "shoeSize", FieldOperator.Equal, 1)]
    [InlineData("company", "creditLimit", FieldOperator.Contains, "1")]
    [InlineData("company", "creditLimit", FieldOperator.Greater, "many")]
    [InlineData("case", "status", FieldOperator.Equal, "Asleep")]
    [InlineData("company", "name\" or 1=1 --", FieldOperator.Equal, "x")]
    public async Task Condition_that_makes_no_sense_is_refused(string type, string field, FieldOperator kind, object value) =>
        await Assert.ThrowsAsync<RecordInvalidException>(() => House.QueryAsync(new(type, [new(field, kind, value)])));
}

public sealed class SqliteRecordQueryTests() : RecordQueryTests(DatabaseKind.Sqlite);

public sealed class PostgresRecordQueryTests() : RecordQueryTests(DatabaseKind.PostgreSql);
