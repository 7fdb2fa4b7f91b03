using Trasa.Crm.ChangeLog;
using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Tests.Records;

public abstract class RecordServicesTests(DatabaseKind kind) : RecordSuite(kind)
{
    [Fact]
    public async Task Values_come_back_as_they_went_in()
    {
        var user = await House.UserAsync("ana", ["agent"]);
        var team = await House.CreateAsync("team", new { key = "first-line", name = "First line", topics = new[] { "telematics", "cards" } });
        var company = await House.CreateAsync("company", new { name = "Łódź Spedycja „Ș”", priority = "a", creditLimit = 12500.50m, accountOwner = user.UserId, phone = "+48 (42) 123-45-67", email = "Biuro@Spedycja.example" });
        var contract = await House.CreateAsync("contract", new { company = company.Id, from = "2026-01-01", to = new DateOnly(2026, 12, 31), value = "1200.5" });
        var absence = await House.CreateAsync("absence", new { user = user.UserId, from = "2026-04-24T16:30:00+03:00", to = new DateTimeOffset(2026, 5, 1, 0, 0, 0, 123, 456, TimeSpan.Zero) });

        var found = (await House.FindAsync(company))!;
        Assert.Equal("Łódź Spedycja „Ș”", found["name"]);
        Assert.Equal("A", found["priority"]);
        Assert.Equal(12500.5m, found["creditLimit"]);
        Assert.Equal(user.UserId, found["accountOwner"]);
        Assert.Equal("+48421234567", found["phone"]);
        Assert.Equal("biuro@spedycja.example", found["email"]);
        Assert.Equal(["telematics", "cards"], (IReadOnlyList<object?>)(await House.FindAsync(team))!["topics"]!);
        Assert.Equal(new DateOnly(2026, 12, 31), (await House.FindAsync(contract))!["to"]);
        Assert.Equal(1200.5m, (await House.FindAsync(contract))!["value"]);
        Assert.Equal(new DateTimeOffset(2026, 4, 24, 13, 30, 0, TimeSpan.Zero), (await House.FindAsync(absence))!["from"]);
        Assert.Equal(absence["to"], (await House.FindAsync(absence))!["to"]);
    }

    [Fact]
    public async Task New_record_is_numbered_stamped_and_defaulted()
    {
        var first = await House.CreateAsync("case", new { subject = "Tracker is offline" });
        var second = await House.CreateAsync("case", new { subject = "Card refused" });

        Assert.Equal("C-2026-000001", first["number"]);
        Assert.Equal("C-2026-000002", second["number"]);
        Assert.Equal("New", first["status"]);
        Assert.Equal(0m, first["reopenCount"]);
        Assert.Equal(House.Clock.GetUtcNow(), first["createdAt"]);
        Assert.Equal(1, first.Revision);
    }

    [Fact]
    public async Task Number_is_not_used_up_by_a_creation_that_was_rolled_back()
    {
        await using (var work = await House.Database.BeginAsync(Token))
            await House.Records.CreateAsync(work, "case", new Dictionary<string, object?> { ["subject"] = "Lost" }, Actor.System, Token);

        Assert.Equal("C-2026-000001", (await House.CreateAsync("case", new { subject = "Kept" }))["number"]);
    }

    [Fact]
    public async Task Every_wrong_value_is_named_at_once()
    {
        var refused = await Assert.ThrowsAsync<RecordInvalidException>(() => House.CreateAsync("contact", new
        {
            email = "not an address",
            phone = "call me",
            language = "Klingon",
            company = Guid.Parse("00000000-0000-7000-8000-000000000001"),
            unverified = "perhaps",
            shoeSize = 43,
        }));

        Assert.Equal(["company", "email", "language", "name", "phone", "shoeSize", "unverified"], refused.Problems.Select(problem => problem.Field).Order());
        Assert.Contains("'Klingon' is not one of en, ro, pl, ru, hu.", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("contract", "from", "24.04.2026", "must be a date such as 2026-04-24.")]
    [InlineData("absence", "from", "2026-04-24T16:30:00", "with its zone")]
    [InlineData("company", "creditLimit", "-1", "must be 0 or more.")]
    [InlineData("company", "creditLimit", "1.23456", "more than 4 decimals")]
    [InlineData("company", "creditLimit", "1234567890123456", "more than 15 digits")]
    [InlineData("user", "capacity", "a lot", "must be a number")]
    [InlineData("case", "score", "1.5", "must be a whole number.")]
    [InlineData("case", "subject", "two\nlines", "must be one line.")]
    [InlineData("case", "product", "TrackBox", "is not the id of a record.")]
    [InlineData("note", "about", "case", "must be a reference")]
    [InlineData("savedView", "definition", "{", "is not JSON")]
    [InlineData("case", "createdAt", "2026-04-24T16:30:00Z", "is written by the system.")]
    public async Task Bad_value_is_refused_with_what_would_be_right(string type, string field, string value, string reason)
    {
        var refused = await Assert.ThrowsAsync<RecordInvalidException>(() => House.CreateAsync(type, new Dictionary<string, object?> { [field] = value }));

        Assert.Contains(refused.Problems, problem => problem.Field == field && problem.Message.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Values_that_do_not_fit_together_are_refused_at_the_field_to_mend()
    {
        var user = await House.UserAsync("ana", ["agent"]);
        var absence = await House.CreateAsync("absence", new { user = user.UserId, from = "2026-04-24T09:00:00Z", to = "2026-04-26T09:00:00Z" });

        var created = await Assert.ThrowsAsync<RecordInvalidException>(() => House.CreateAsync("absence", new { user = user.UserId, from = "2026-04-24T09:00:00Z", to = "2026-04-23T09:00:00Z" }));
        var changed = await Assert.ThrowsAsync<RecordInvalidException>(() => House.UpdateAsync(absence, new { from = "2026-04-27T09:00:00+02:00" }));
        var comment = await House.UpdateAsync(absence, new { comment = "By train" });

        Assert.Equal(new FieldProblem("to", "An absence ends after it begins; choose a later end."), Assert.Single(created.Problems));
        Assert.Equal("to", Assert.Single(changed.Problems).Field);
        Assert.Equal("By train", comment["comment"]);
    }

    [Fact]
    public async Task Rule_does_not_ask_for_what_is_not_filled_in()
    {
        var (ana, dan) = (await House.UserAsync("ana", ["agent"]), await House.UserAsync("dan", ["agent"]));

        var open = await House.CreateAsync("substitute", new { user = ana.UserId, substitute = dan.UserId, from = "2026-04-24T09:00:00Z" });

        Assert.Null(open["to"]);
        Assert.Equal("substitute", Assert.Single((await Assert.ThrowsAsync<RecordInvalidException>(() => House.UpdateAsync(open, new { substitute = ana.UserId }))).Problems).Field);
    }

    [Fact]
    public async Task Text_that_no_database_keeps_is_made_visible_instead_of_lost()
    {
        var record = await House.CreateAsync("case", new { subject = "a\0b\uD800c" });

        Assert.Equal("a\uFFFDb\uFFFDc", (await House.FindAsync(record))!["subject"]);
    }

    [Fact]
    public async Task Unique_value_is_taken_whatever_its_case()
    {
        await House.CreateAsync("contact", new { name = "Anna Keller", email = "anna.keller@nordwind.example" });

        var refused = await Assert.ThrowsAsync<RecordInvalidException>(() => House.CreateAsync("contact", new { name = "Anna", email = "Anna.Keller@Nordwind.example" }));

        Assert.Equal("email", Assert.Single(refused.Problems).Field);
    }

    [Fact]
    public async Task Change_that_changes_nothing_leaves_no_trace()
    {
        var record = await House.CreateAsync("company", new { name = "Nordwind Logistics", phone = "+4912345" });
        House.Stimuli.Forget();

        var same = await House.UpdateAsync(record, new { name = " Nordwind Logistics ", phone = "+49 123 45" });

        Assert.Equal(1, same.Revision);
        Assert.Empty(House.Stimuli.All);
    }

    [Fact]
    public async Task Change_on_an_old_revision_is_refused()
    {
        var record = await House.CreateAsync("company", new { name = "Nordwind" });
        await House.UpdateAsync(record, new { name = "Nordwind Logistics" }, revision: 1);

        await Assert.ThrowsAsync<ConcurrencyException>(() => House.UpdateAsync(record, new { name = "Nordwind GmbH" }, revision: 1));

        Assert.Equal("Nordwind Logistics", (await House.FindAsync(record))!["name"]);
    }

    [Fact]
    public async Task Of_concurrent_changes_on_one_revision_exactly_one_wins()
    {
        var record = await House.CreateAsync("company", new { name = "Nordwind" });

        var attempts = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            try
            {
                await House.UpdateAsync(record, new { name = $"Nordwind {i}" }, revision: 1);
                return true;
            }
            catch (ConcurrencyException)
            {
                return false;
            }
        })));

        Assert.Single(attempts, won => won);
        Assert.Equal(2, (await House.FindAsync(record))!.Revision);
    }

    [Fact]
    public async Task Concurrent_creations_get_numbers_of_their_own()
    {
        var cases = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => House.CreateAsync("case", new { subject = $"Case {i}" }))));

        Assert.Equal(12, cases.Select(record => record["number"]).Distinct().Count());
    }

    [Fact]
    public async Task Change_log_says_who_changed_what()
    {
        var anna = await House.UserAsync("anna", ["supervisor"]);
        var record = await House.CreateAsync("case", new { subject = "Tracker is offline" }, anna);
        await House.UpdateAsync(record, new { priority = "high", status = "In progress" }, anna);

        var log = await House.Get<IChangeLog>().ReadAsync(record.Reference, Actor.System, Token);

        Assert.Equal([ChangeKind.Created, ChangeKind.Changed], log.Select(change => change.Kind));
        Assert.Equal("anna", log[1].Actor);
        Assert.Equal(new FieldChange(null, "high"), log[1].Fields["priority"]);
        Assert.Equal(new FieldChange("New", "In progress"), log[1].Fields["status"]);
        Assert.Equal(2, log[1].Revision);
    }

    [Fact]
    public async Task Change_carries_the_step_that_caused_it()
    {
        var record = await House.CreateAsync("case", new { subject = "Tracker is offline" });
        var instance = Guid.Parse("01968e2e-0000-7000-8000-000000000001");

        await House.WriteAsync(async work =>
        {
            House.Get<ChangeCauses>().Set(work, new(instance, "Classify"));
            return await House.Records.UpdateAsync(work, "case", record.Id, new Dictionary<string, object?> { ["score"] = 95 }, null, Actor.System, Token);
        });

        var log = await House.Get<IChangeLog>().ReadAsync(record.Reference, Actor.System, Token);
        Assert.Equal(new ChangeCause(instance, "Classify"), log[1].Cause);
    }

    [Fact]
    public async Task Events_are_addressed_to_the_record_and_to_what_it_belongs_to()
    {
        var record = await House.CreateAsync("case", new { subject = "Tracker is offline" });
        House.Stimuli.Forget();

        await House.UpdateAsync(record, new { status = "In progress", priority = "urgent" });
        await House.CreateAsync("message", new { direction = "in", subject = "Re: Tracker", @case = record.Id });

        Assert.Equal(["case.changed", "case.priority.changed", "case.status.changed", "message.created", "case.message.created", "case.message.received"], House.Stimuli.Names);
        Assert.Equal($"case:{record.Id}", House.Stimuli.All[0].CorrelationId);
        Assert.Equal($"case:{record.Id}", House.Stimuli.All[4].CorrelationId);
        Assert.Contains("""
            "changes":{"status":{"old":"New","new":"In progress"},"priority":{"old":null,"new":"urgent"}}
            """.Trim(), House.Stimuli.All[0].Payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Transition_that_is_not_declared_is_refused()
    {
        var record = await House.CreateAsync("case", new { subject = "Tracker is offline" });
        var closed = await House.UpdateAsync(record, new { status = "Closed", closingReason = "rejected" });

        var refused = await Assert.ThrowsAsync<RecordInvalidException>(() => House.UpdateAsync(closed, new { status = "Offered" }));

        Assert.Equal("cannot go from Closed to Offered; from Closed it can go to In progress.", Assert.Single(refused.Problems).Message);
    }

    [Fact]
    public async Task Transition_asks_for_what_it_requires()
    {
        var record = await House.CreateAsync("case", new { subject = "Tracker is offline" });

        var refused = await Assert.ThrowsAsync<RecordInvalidException>(() => House.UpdateAsync(record, new { status = "Closed" }));

        Assert.Equal("closingReason", Assert.Single(refused.Problems).Field);
    }

    [Fact]
    public async Task Reopening_is_counted_and_clears_the_closing()
    {
        var record = await House.CreateAsync("case", new { subject = "Tracker is offline" });
        var closed = await House.UpdateAsync(record, new { status = "Closed", closingReason = "resolved" });
        Assert.Equal(House.Clock.GetUtcNow(), closed["closedAt"]);

        var reopened = await House.UpdateAsync(closed, new { status = "In progress" });

        Assert.Equal(1m, reopened["reopenCount"]);
        Assert.Null(reopened["closingReason"]);
        Assert.Null(reopened["closedAt"]);
    }

    [Fact]
    public async Task Person_cannot_create_a_record_in_the_middle_of_its_life()
    {
        var anna = await House.UserAsync("anna", ["agent"]);

        var refused = await Assert.ThrowsAsync<RecordInvalidException>(() => House.CreateAsync("case", new { subject = "X", status = "Resolved" }, anna));

        Assert.Contains("starts as New", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_that_others_refer_to_is_not_deleted()
    {
        var company = await House.CreateAsync("company", new { name = "Nordwind" });
        var contact = await House.CreateAsync("contact", new { name = "Anna Keller", company = company.Id });

        var refused = await Assert.ThrowsAsync<RecordInvalidException>(() => House.DeleteAsync(company));
        await House.DeleteAsync(contact);
        await House.DeleteAsync(company);

        Assert.Contains("1 Contact (Company)", refused.Message, StringComparison.Ordinal);
        Assert.Null(await House.FindAsync(company));
        Assert.Contains("company.deleted", House.Stimuli.Names);
    }

    [Fact]
    public async Task Unknown_type_and_record_say_so()
    {
        var record = await House.CreateAsync("company", new { name = "Nordwind" });

        await Assert.ThrowsAsync<UnknownRecordTypeException>(() => House.CreateAsync("spaceship", new { name = "X" }));
        await Assert.ThrowsAsync<RecordNotFoundException>(() => House.UpdateAsync(record with { Type = "contact" }, new { name = "X" }));
    }
}

public sealed class SqliteRecordServicesTests() : RecordServicesTests(DatabaseKind.Sqlite);

public sealed class PostgresRecordServicesTests() : RecordServicesTests(DatabaseKind.PostgreSql);
