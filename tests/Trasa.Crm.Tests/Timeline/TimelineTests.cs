using System.Globalization;
using Trasa.Crm.Records;
using Trasa.Crm.Tests.Records;
using Trasa.Crm.Timeline;
using Trasa.Engine.Doors;
using Trasa.Engine.Journal;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Tests.Timeline;

public abstract class TimelineTests(DatabaseKind kind) : RecordSuite(kind)
{
    [Fact]
    public async Task Agent_reads_the_whole_story_in_order()
    {
        var record = await StoryAsync();

        var story = await ReadAsync(record, TimelineAudience.Agent);

        Assert.Equal(
            [
                "Trasa created the case.",
                "anna.keller@nordwind.example wrote by E-mail: Tracker",
                "R-ASSIGN decided: Ana speaks Romanian and has the lowest load.",
                "bogdan changed the status from New to In progress. bogdan set Assignee to ana.",
                "ana wrote a note.",
                "ana made the task “Call Anna” (Open).",
                "Trasa set Priority to Urgent. Trasa set Score to 95.",
            ],
            story.Entries.Select(entry => entry.Text));
        Assert.Equal("It is offline.", story.Entries[1].Detail);
        Assert.NotNull(story.Entries[2].DecisionId);
        Assert.Contains(new FieldInWords("Assignee", null, "ana"), story.Entries[3].Changes!);
    }

    [Fact]
    public async Task Customer_reads_states_and_messages_only()
    {
        var record = await StoryAsync();
        await House.CreateAsync("message", new { direction = "out", @case = record.Id, subject = "Between us", @internal = true });

        var story = await ReadAsync(record, TimelineAudience.Customer);

        Assert.Equal(
            ["We created the case.", "anna.keller@nordwind.example wrote by E-mail: Tracker", "We changed the status from New to In progress."],
            story.Entries.Select(entry => entry.Text));
    }

    [Fact]
    public async Task Auditor_reads_every_step_of_the_workflows()
    {
        var record = await House.CreateAsync("case", new { subject = "Tracker" });
        var instance = House.Get<IIdentifiers>().Next();
        JournalEntry[] journal =
        [
            new(instance, 1, House.Clock.GetUtcNow(), JournalEvents.ActivityCompleted, "classify", "Trasa.Decide", "Done", null, null),
            new(instance, 2, House.Clock.GetUtcNow(), JournalEvents.ActivityFaulted, "notify", "Trasa.Send", null, null, null),
        ];
        await House.WriteAsync(work => work.Command(
            """
            insert into workflow_instance (id, definition_key, definition_version, status, correlation_id, state, revision, created_at, updated_at)
            values (@id, 'case-life', 1, 'Running', @correlation, @state, 1, @at, @at);
            insert into journal (instance_id, sequence, page) values (@id, 2, @page);
            """,
            ("id", instance), ("correlation", record.Reference.ToString()), ("state", Array.Empty<byte>()), ("at", House.Clock.GetUtcNow()), ("page", JournalPage.Write(journal))).ExecuteAsync(Token));

        var audited = await ReadAsync(record, TimelineAudience.Auditor);
        var worked = await ReadAsync(record, TimelineAudience.Agent);

        Assert.Equal(["Trasa created the case.", "Workflow case-life: the step classify ended with Done.", "Workflow case-life: the step notify got stuck."], audited.Entries.Select(entry => entry.Text));
        Assert.Equal(new ChangeCause(instance, "classify"), audited.Entries[1].Cause);
        Assert.Equal(["Trasa created the case.", "Workflow case-life: the step notify got stuck."], worked.Entries.Select(entry => entry.Text));
    }

    [Theory]
    [InlineData("ana", "The workflow “Life of a case” (set off by ana) set Priority to High.")]
    [InlineData("ana (instance 0198c3b1-0000-7000-8000-000000000000, step note)", "The workflow “Life of a case” (set off by ana) set Priority to High.")]
    [InlineData("instance:0198c3b1000070008000000000000000", "The workflow “Life of a case” set Priority to High.")]
    [InlineData("Trasa", "The workflow “Life of a case” set Priority to High.")]
    [InlineData("Life of a case", "The workflow “Life of a case” set Priority to High.")]
    public async Task Change_of_a_workflow_names_the_workflow_and_who_set_it_off(string actor, string text)
    {
        var record = await House.CreateAsync("case", new { subject = "Tracker" });
        var instance = await InstanceAsync("case-life", "Life of a case");
        await ChangeByAsync(record, instance, new(null, actor));

        var entry = (await ReadAsync(record, TimelineAudience.Agent)).Entries[1];

        Assert.Equal(text, entry.Text);
        Assert.Equal(instance, entry.Cause!.InstanceId);
    }

    [Fact]
    public async Task Change_of_a_workflow_whose_instance_is_not_kept_any_more_is_still_none_of_the_person()
    {
        var ana = await House.UserAsync("ana", ["agent"]);
        var record = await House.CreateAsync("case", new { subject = "Tracker" });
        await ChangeByAsync(record, House.Get<IIdentifiers>().Next(), ana);

        Assert.Equal("A workflow (set off by ana) set Priority to High.", (await ReadAsync(record, TimelineAudience.Agent)).Entries[1].Text);
    }

    [Fact]
    public async Task Newest_come_first_page_by_page()
    {
        var record = await StoryAsync();

        var first = await House.Get<ITimeline>().ReadAsync(new(record.Reference, Take: 2), Actor.System, Token);
        var second = await House.Get<ITimeline>().ReadAsync(new(record.Reference, Skip: 2, Take: 2), Actor.System, Token);

        Assert.Equal(7, first.Total);
        Assert.StartsWith("Trasa set Priority", first.Entries[0].Text, StringComparison.Ordinal);
        Assert.Equal("ana wrote a note.", second.Entries[0].Text);
    }

    [Fact]
    public async Task Story_is_told_only_to_those_who_see_the_record()
    {
        var record = await StoryAsync();
        var nobody = await House.UserAsync("nobody", []);

        Assert.Empty((await House.Get<ITimeline>().ReadAsync(new(record.Reference), nobody, Token)).Entries);
    }

    [Fact]
    public async Task Substitute_is_named_with_the_one_they_stand_in_for()
    {
        var (ana, zsofia) = (await House.UserAsync("ana", ["agent"]), await House.UserAsync("zsófia", ["agent"]));
        var record = await House.CreateAsync("case", new { subject = "Tracker" });
        await House.UpdateAsync(record, new { priority = "low" }, ana with { OnBehalfOf = zsofia.UserId });

        Assert.Equal("ana on behalf of zsófia set Priority to Low.", (await ReadAsync(record, TimelineAudience.Agent)).Entries[1].Text);
    }

    [Theory]
    [InlineData("ro", "Trasa a schimbat starea din New în In progress.")]
    [InlineData("pl", "Zmiana statusu z New na In progress (Trasa).")]
    [InlineData("ru", "Статус изменён с «New» на «In progress» (Trasa).")]
    [InlineData("hu", "Trasa módosította az állapotot: New → In progress.")]
    public async Task Story_is_told_in_the_language_of_the_reader(string culture, string text)
    {
        var record = await House.CreateAsync("case", new { subject = "Tracker" });
        await House.UpdateAsync(record, new { status = "In progress" });
        CultureInfo.CurrentUICulture = new(culture);

        Assert.Equal(text, (await ReadAsync(record, TimelineAudience.Agent)).Entries[1].Text);
    }

    [Fact]
    public async Task Value_that_is_a_sentence_brings_its_own_full_stop()
    {
        var record = await House.CreateAsync("case", new { subject = "Tracker" });
        await House.UpdateAsync(record, new { subject = "It is offline." });

        Assert.Equal("Trasa set Subject to It is offline.", (await ReadAsync(record, TimelineAudience.Agent)).Entries[1].Text);
    }

    private Task<TimelinePage> ReadAsync(Record record, TimelineAudience audience)
    {
        return House.Get<ITimeline>().ReadAsync(new(record.Reference, audience, NewestFirst: false), Actor.System, Token);
    }

    private Task<Record> ChangeByAsync(Record record, Guid instance, Actor actor) => House.WriteAsync(work =>
    {
        House.Get<ChangeCauses>().Set(work, new(instance, "raise"));
        return House.Records.UpdateAsync(work, "case", record.Id, new Dictionary<string, object?> { ["priority"] = "high" }, null, actor, Token);
    });

    private async Task<Guid> InstanceAsync(string key, string name)
    {
        var instance = House.Get<IIdentifiers>().Next();
        await House.WriteAsync(work => work.Command(
            """
            insert into definition_version (kind, key, version, name, content, content_hash, created_at, created_by, revision)
            values ('Workflow', @key, 1, @name, '{}', '', @at, 'Trasa', 1);
            insert into workflow_instance (id, definition_key, definition_version, status, state, revision, created_at, updated_at)
            values (@id, @key, 1, 'Running', @state, 1, @at, @at);
            """,
            ("id", instance), ("key", key), ("name", name), ("state", Array.Empty<byte>()), ("at", House.Clock.GetUtcNow())).ExecuteAsync(Token));
        return instance;
    }

    private async Task<Record> StoryAsync()
    {
        var (ana, bogdan) = (await House.UserAsync("ana", ["agent"]), await House.UserAsync("bogdan", ["dispatcher"]));
        var record = await House.CreateAsync("case", new { subject = "Tracker" });
        Later();
        await House.CreateAsync("message", new { direction = "in", @case = record.Id, from = "anna.keller@nordwind.example", subject = "Tracker", bodyText = "It is offline." });
        Later();
        await DecideAsync(record);
        Later();
        await House.UpdateAsync(record, new { status = "In progress", assignee = ana.UserId }, bogdan);
        Later();
        await House.CreateAsync("note", new { text = "Called back.", about = record.Reference }, ana);
        Later();
        await House.CreateAsync("task", new { title = "Call Anna", about = record.Reference.ToString() }, ana);
        Later();
        return await House.UpdateAsync(record, new { priority = "urgent", score = 95 });
    }

    private Task<int> DecideAsync(Record record) => House.WriteAsync(work => work.Command(
        """
        insert into decision_record (id, kind, definition_key, subject, decided_at, actor, inputs, explanation)
        values (@id, 'Assignment', 'R-ASSIGN', @subject, @at, 'Trasa', '{}', '{"reason":"Ana speaks Romanian and has the lowest load."}')
        """,
        ("id", House.Get<IIdentifiers>().Next()), ("subject", record.Reference.ToString()), ("at", House.Clock.GetUtcNow())).ExecuteAsync(Token));

    private void Later() => House.Clock.Advance(TimeSpan.FromMinutes(1));
}

public sealed class SqliteTimelineTests() : TimelineTests(DatabaseKind.Sqlite);

public sealed class PostgresTimelineTests() : TimelineTests(DatabaseKind.PostgreSql);
