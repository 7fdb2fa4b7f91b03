using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Trasa.Activities.People;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Hosting;
using Trasa.Engine.Instances;
using Trasa.Engine.Stores;
using Trasa.Host.Identity;
using Trasa.TestKit.Time;

namespace Trasa.Host.Tests.Api;

/// <summary>Decisions through the interface, and what people do with it by mistake or on purpose. The process is the sample's leave.</summary>
public sealed class WorkTests(RunningHost host)
{
    private const string Employee = "vlad.munteanu";
    private const string Superior = "stefan.neagu";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Approving_twice_counts_once_and_the_second_is_told_who_answered()
    {
        using var superior = await host.WithKeyAsync(Superior, ApiKey.AllScopes, Stop);
        var request = await AskAsync("2031-03-03");
        var task = await TaskAsync(superior, request);

        using var first = await CompleteAsync(superior, task, "Approve");
        using var second = await CompleteAsync(superior, task, "Approve");
        using var other = await CompleteAsync(superior, task, "Reject", "On second thoughts.");

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal("It is over: Ștefan Neagu answered 'Approve'.", await DetailAsync(second, HttpStatusCode.Conflict));
        Assert.Equal("It is over: Ștefan Neagu answered 'Approve'.", await DetailAsync(other, HttpStatusCode.Conflict));
        Assert.Equal("Approved", await StatusAsync(request));
        Assert.Single(await AboutAsync(request), item => item.Title.StartsWith("Record the leave", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Approving_again_under_its_key_is_answered_as_the_first_time()
    {
        using var superior = await host.WithKeyAsync(Superior, ApiKey.AllScopes, Stop);
        var request = await AskAsync("2031-03-10");
        var task = await TaskAsync(superior, request);
        superior.DefaultRequestHeaders.Add("Idempotency-Key", "leave-1");

        using var first = await CompleteAsync(superior, task, "Approve");
        using var again = await CompleteAsync(superior, task, "Approve");
        using var changed = await CompleteAsync(superior, task, "Reject", "On second thoughts.");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Conflict), (first.StatusCode, again.StatusCode, changed.StatusCode));
        Assert.Equal(await first.Content.ReadAsStringAsync(Stop), await again.Content.ReadAsStringAsync(Stop));
        Assert.Equal("Approved", await StatusAsync(request));
    }

    [Fact]
    public async Task Approval_after_the_withdrawal_is_refused_with_the_reason_and_changes_nothing()
    {
        using var superior = await host.WithKeyAsync(Superior, ApiKey.AllScopes, Stop);
        using var employee = await host.WithKeyAsync(Employee, ApiKey.AllScopes, Stop);
        var request = await AskAsync("2031-03-17");
        var task = await TaskAsync(superior, request);

        using var withdrawn = await employee.PostAsJsonAsync($"/api/records/leaveRequest/{request}/Withdraw", new { }, Stop);
        await UntilAsync(async () => !Assert.Single(await AboutAsync(request)).IsOpen);
        using var late = await CompleteAsync(superior, task, "Approve");
        using var twice = await employee.PostAsJsonAsync($"/api/records/leaveRequest/{request}/Withdraw", new { }, Stop);

        Assert.Equal(HttpStatusCode.OK, withdrawn.StatusCode);
        Assert.Equal("It is over: The request was withdrawn.", await DetailAsync(late, HttpStatusCode.Conflict));
        Assert.False(twice.IsSuccessStatusCode);
        Assert.Equal("Withdrawn", await StatusAsync(request));
        Assert.Equal(WorkItemStatus.Cancelled, Assert.Single(await AboutAsync(request)).Status);
    }

    [Fact]
    public async Task Task_of_somebody_else_is_neither_decided_nor_shown_and_the_requester_never_decides()
    {
        using var superior = await host.WithKeyAsync(Superior, ApiKey.AllScopes, Stop);
        using var colleague = await host.WithKeyAsync("oana.lupu", ApiKey.AllScopes, Stop);
        using var employee = await host.WithKeyAsync(Employee, ApiKey.AllScopes, Stop);
        var request = await AskAsync("2031-03-24");
        var task = await TaskAsync(superior, request);

        using var taken = await CompleteAsync(colleague, task, "Approve");
        using var own = await CompleteAsync(employee, task, "Approve");
        using var seen = await colleague.GetAsync($"/api/work/{task}", Stop);
        using var invented = await CompleteAsync(superior, Guid.Empty, "Approve");
        using var wrong = await CompleteAsync(superior, task, "Burn it");

        Assert.Equal("It is not offered to you.", await DetailAsync(taken, HttpStatusCode.Forbidden));
        Assert.Equal("You may not act in this matter.", await DetailAsync(own, HttpStatusCode.Forbidden));
        Assert.Equal(HttpStatusCode.NotFound, seen.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, invented.StatusCode);
        Assert.Equal("'Burn it' is not one of Approve, Reject, Send back.", await DetailAsync(wrong, HttpStatusCode.UnprocessableEntity));
        Assert.Equal("Waiting for approval", await StatusAsync(request));
        Assert.True(Assert.Single(await AboutAsync(request)).IsOpen);
    }

    [Theory]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("0193e0a0-0000-7000-8000-000000000000")]
    [InlineData("' or 1=1 --")]
    public async Task Forged_link_to_a_task_opens_nothing(string forged)
    {
        using var nobody = host.Browser();

        using var answer = await nobody.GetAsync($"/tasks/open/{Uri.EscapeDataString(forged)}", Stop);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Null(answer.Headers.Location);
    }

    [Fact]
    public async Task Request_from_a_department_without_a_head_goes_to_the_next_level_with_the_reason()
    {
        using var director = await host.WithKeyAsync("radu.stan", ApiKey.AllScopes, Stop);
        var department = await CreateAsync("department", new() { ["key"] = "orphans", ["name"] = "Orphans" });
        var alone = await CreateAsync("user", new() { ["login"] = "sorin.orfan", ["name"] = "Sorin Orfan", ["department"] = department, ["calendar"] = "RO-Office", ["roles"] = new List<object?> { "agent" } });

        var request = await AskAsync("2031-04-07", alone);
        var task = await TaskAsync(director, request);

        var instance = (await host.Services.GetRequiredService<IWorkInbox>().FindAsync(task, Stop))!.InstanceId;
        var journal = await host.Services.GetRequiredService<IInstanceQueries>().JournalAsync(instance, 0, 500, Stop);
        var why = Assert.Single(journal, entry => entry.Event == "Approval.NextLevel");
        Assert.Contains("Nobody can decide the leg 'Line manager'", why.Data!, StringComparison.Ordinal);
        using var approved = await CompleteAsync(director, task, "Approve");
        Assert.Equal(HttpStatusCode.OK, approved.StatusCode);
        Assert.Equal("Approved", await StatusAsync(request));
    }

    private static Task<HttpResponseMessage> CompleteAsync(HttpClient by, Guid task, string outcome, string? comment = null) =>
        by.PostAsJsonAsync($"/api/work/{task}/complete", new { outcome, comment }, Stop);

    private static async Task<string> DetailAsync(HttpResponseMessage answer, HttpStatusCode expected)
    {
        var text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True(answer.StatusCode == expected, text);
        return JsonNode.Parse(text)!["detail"]!.GetValue<string>();
    }

    /// <summary>A week without pay from that Monday; the approval has been asked for when this returns.</summary>
    private async Task<Guid> AskAsync(string monday, Guid? employee = null)
    {
        var first = DateOnly.ParseExact(monday, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var who = employee ?? (await RecordsOf.QueryAsync(null, new("user", [new("login", FieldOperator.Equal, Employee)]), Actor.System, Stop)).Records[0].Id;
        var request = await CreateAsync("leaveRequest", new() { ["employee"] = who, ["kind"] = "unpaid", ["from"] = first, ["to"] = first.AddDays(4) });
        await UntilAsync(async () => (await AboutAsync(request)).Count > 0);
        return request;
    }

    private static async Task<Guid> TaskAsync(HttpClient of, Guid request)
    {
        var page = await of.GetFromJsonAsync<JsonObject>("/api/work?take=200", Stop);
        var mine = page!["entries"]!.AsArray().Select(entry => entry!["item"]!).Where(item => item["subject"]?.GetValue<string>() == $"leaveRequest:{request}");
        return Assert.Single(mine)["id"]!.GetValue<Guid>();
    }

    private async Task<string?> StatusAsync(Guid request) => (await RecordsOf.FindAsync(null, "leaveRequest", request, Actor.System, Stop))!.Text("status");

    private Task<IReadOnlyList<WorkItem>> AboutAsync(Guid request) => host.Services.GetRequiredService<IWorkInbox>().AboutAsync($"leaveRequest:{request}", Stop);

    private async Task<Guid> CreateAsync(string type, Dictionary<string, object?> values)
    {
        await using var work = await host.Services.GetRequiredService<IDatabase>().BeginAsync(Stop);
        var record = await RecordsOf.CreateAsync(work, type, values, Actor.System, Stop);
        await work.CommitAsync(Stop);
        return record.Id;
    }

    private IRecords RecordsOf => host.Services.GetRequiredService<IRecords>();

    /// <summary>The host works on its own; this helps it along and looks again.</summary>
    private Task UntilAsync(Func<Task<bool>> done) => Eventually.UntilAsync(
        async () =>
        {
            await host.Services.GetRequiredService<IWorkflowEngine>().RunDueAsync(Stop);
            return await done();
        },
        "The process has not come so far.",
        Stop);
}
