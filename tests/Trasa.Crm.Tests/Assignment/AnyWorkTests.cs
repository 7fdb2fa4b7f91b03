using Trasa.Activities.Deciding;
using Trasa.Crm.Assignment;
using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Tests.Assignment;

/// <summary>A record type that is declared as work is given to people as cases are.</summary>
public abstract class AnyWorkTests(DatabaseKind kind) : DeskSuite(kind)
{
    private const string Enquiry =
        """
        { "key": "enquiry", "label": "Enquiry", "plural": "Enquiries", "titleField": "title",
          "fields": [
            { "name": "title", "label": "Title", "type": "text", "required": true },
            { "name": "state", "label": "State", "type": "choice", "options": [{ "value": "New" }, { "value": "Done" }] },
            { "name": "owner", "label": "Owner", "type": "user" },
            { "name": "region", "label": "Region", "type": "text" }
          ],
          "status": { "field": "state", "initial": ["New"], "transitions": [{ "from": ["New"], "to": ["Done"] }] },
          "work": { "over": ["Done"], "assignee": "owner", "area": "region" } }
        """;

    [Fact]
    public async Task Work_from_an_area_goes_only_to_people_with_the_area()
    {
        await DeclareAsync();
        var anna = await Desk.AgentAsync("Anna");
        var bogdan = await Desk.AgentAsync("Bogdan");
        await Desk.UpdateAsync(bogdan, new { areas = new[] { "Greece" } });

        var result = await AssignAsync(await EnquiryAsync("Greece/South"));

        var record = await Desk.Host.Get<IDecisionRecords>().FindAsync(result.DecisionRecordId, Token);
        Assert.Equal(bogdan.Id, result.UserId);
        var dropped = record!.Explanation.Candidates.Single(candidate => candidate.Id == anna.Id).Dropped;
        Assert.Equal(["area: has no right to the area 'Greece/South'"], dropped.Select(reason => $"{reason.Code}: {reason.Text}"));
    }

    [Fact]
    public async Task Nobody_gets_it_by_hand_without_the_area()
    {
        await DeclareAsync();
        var anna = await Desk.AgentAsync("Anna");
        var one = await EnquiryAsync("Greece/South");

        var refused = await Assert.ThrowsAsync<RecordInvalidException>(() => Desk.UpdateAsync(one, new { owner = anna.Id }));
        await Desk.UpdateAsync(anna, new { areas = new[] { "Greece/South" } });
        await Desk.UpdateAsync(one, new { owner = anna.Id });

        Assert.Contains("Anna has no right to the area 'Greece/South'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Work_of_all_types_weighs_in_one_load()
    {
        await DeclareAsync();
        var anna = await Desk.AgentAsync("Anna", capacity: 4);
        var one = await EnquiryAsync(null);
        await Desk.UpdateAsync(one, new { owner = anna.Id });

        var taken = await Desk.AssignAsync(await Desk.CaseAsync());
        var waiting = await Desk.AssignAsync(await Desk.CaseAsync("low"));
        await Desk.UpdateAsync(one, new { state = "Done" });
        var given = await Desk.WriteAsync(work => Desk.Assignments.DrainAsync(new(work, Desk.Now, Actor.System), "first-line", Token));

        Assert.Equal(anna.Id, taken.UserId);
        Assert.Null(waiting.UserId);
        Assert.Equal([anna.Id], given.Select(result => result.UserId!.Value));
    }

    [Fact]
    public async Task Type_that_is_no_work_is_refused_with_what_is_missing()
    {
        await Desk.AgentAsync("Anna");
        var company = await Desk.CreateAsync("company", new { name = "Vest Trans" });

        var refused = await Assert.ThrowsAsync<AssignmentException>(() => AssignAsync(company));

        Assert.Contains("\"work\"", refused.Message, StringComparison.Ordinal);
    }

    private Task DeclareAsync() => Desk.Host.Get<IRecordTypes>().SaveAsync([("enquiry", Enquiry)], Actor.System, Token);

    private Task<Record> EnquiryAsync(string? region) => Desk.CreateAsync("enquiry", new { title = "Tell me more", region });

    private Task<AssignmentResult> AssignAsync(Record record) =>
        Desk.WriteAsync(work => Desk.Assignments.AssignAsync(new(work, Desk.Now, Actor.System), new(record.Reference.ToString(), "first-line"), Token));
}

public sealed class AnyWorkSqliteTests() : AnyWorkTests(DatabaseKind.Sqlite);

public sealed class AnyWorkPostgresTests() : AnyWorkTests(DatabaseKind.PostgreSql);
