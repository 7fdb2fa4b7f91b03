using System.Reflection;
using Trasa.Crm.Records;
using Trasa.Crm.Seeding;
using Trasa.Crm.Tests.Records;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Tests.Seeding;

public abstract class SampleOrganisationTests(DatabaseKind kind) : RecordSuite(kind)
{
    [Fact]
    public async Task Organisation_is_complete_and_loading_again_adds_nothing()
    {
        var first = await House.Get<IRecordSeed>().LoadAsync(Folder, Token);
        var second = await House.Get<IRecordSeed>().LoadAsync(Folder, Token);

        Assert.Equal(12, first.Created["user"]);
        Assert.Equal(8, first.Created["position"]);
        Assert.Empty(second.Created);
        Assert.Equal(first.Created.Values.Sum(), second.Existing);
    }

    [Fact]
    public async Task References_lead_to_the_people_and_places_named()
    {
        await House.Get<IRecordSeed>().LoadAsync(Folder, Token);

        var service = Assert.Single((await House.QueryAsync(new("department", [new("key", FieldOperator.Equal, "service")]))).Records);
        var head = await House.Records.FindAsync(null, "user", service.Link("head")!.Value, Trasa.Engine.Doors.Actor.System, Token);
        var anna = Assert.Single((await House.QueryAsync(new("contact", [new("email", FieldOperator.Equal, "anna.keller@nordwind.example")]))).Records);
        var company = await House.Records.FindAsync(null, "company", anna.Link("company")!.Value, Trasa.Engine.Doors.Actor.System, Token);
        var gold = await House.QueryAsync(new("contract", [new("company", FieldOperator.Equal, company!.Id), new("level", FieldOperator.Equal, "gold")]));
        Assert.Equal("Maria Ionescu", head!["name"]);
        Assert.Equal("A", company["priority"]);
        Assert.Equal(1, gold.Total);
    }

    [Fact]
    public async Task Somebody_is_absent_today_and_has_a_substitute()
    {
        await House.Get<IRecordSeed>().LoadAsync(Folder, Token);

        var absences = await House.QueryAsync(new("absence", [new("from", FieldOperator.LessOrEqual, "$now"), new("to", FieldOperator.Greater, "$now"), new("state", FieldOperator.Equal, "approved")]));
        Assert.NotEmpty(absences.Records);
        foreach (var absence in absences.Records)
            Assert.Equal(1, (await House.QueryAsync(new("substitute", [new("user", FieldOperator.Equal, absence["user"])]))).Total);
    }

    [Theory]
    [InlineData("""{ "type": "spaceship", "records": [] }""", "there is no record type 'spaceship'")]
    [InlineData("""{ "type": "company", "match": "name", "records": [{ "name": "X", "priority": "Z" }] }""", "records[0]: company: priority")]
    [InlineData("""{ "type": "contact", "match": "name", "records": [{ "name": "X", "company": "Nobody Ltd" }] }""", "there is no company 'Nobody Ltd'")]
    [InlineData("""{ "type": "absence", "records": [{ "from": "$todayish" }] }""", "must look like $today")]
    [InlineData("""{ "type": "company", "records": [ }""", "line 1")]
    public async Task Broken_file_loads_nothing_and_says_where(string json, string reason)
    {
        var folder = Directory.CreateTempSubdirectory("trasa-seed-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "0-fine.json"), """{ "type": "product", "match": "key", "records": [{ "key": "a", "name": "A" }] }""", Token);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "1-broken.json"), json, Token);

            var refused = await Assert.ThrowsAsync<SeedInvalidException>(() => House.Get<IRecordSeed>().LoadAsync(folder.FullName, Token));

            Assert.Contains("1-broken.json", refused.Message, StringComparison.Ordinal);
            Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
            Assert.Empty((await House.QueryAsync(new("product"))).Records);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Folder { get; } = Path.Combine(
        typeof(SampleOrganisationTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!,
        "samples",
        "organisation");
}

public sealed class SqliteSampleOrganisationTests() : SampleOrganisationTests(DatabaseKind.Sqlite);

public sealed class PostgresSampleOrganisationTests() : SampleOrganisationTests(DatabaseKind.PostgreSql);
