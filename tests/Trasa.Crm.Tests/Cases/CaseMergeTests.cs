using Trasa.Crm.Cases;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Tests.Cases;

/// <summary>Of cases that are merged, one is always left that somebody works on.</summary>
public abstract class CaseMergeTests(DatabaseKind kind) : DeskSuite(kind)
{
    [Fact]
    public async Task Duplicate_ends_and_the_other_goes_on()
    {
        var (one, other) = (await Desk.CaseAsync(), await Desk.CaseAsync());

        var merged = await MergeAsync(one, other);

        Assert.Equal((CaseStatus.Closed, ClosingReason.Duplicate, (Guid?)other.Id), (merged.Text("status"), merged.Text("closingReason"), merged.Link("mergedInto")));
        Assert.Equal(CaseStatus.New, (await Desk.ReadAsync(other)).Text("status"));
    }

    [Fact]
    public async Task Case_is_not_merged_into_its_own_duplicate()
    {
        var (one, other) = (await Desk.CaseAsync(), await Desk.CaseAsync());
        await MergeAsync(one, other);

        var refused = await Assert.ThrowsAsync<CaseRefusedException>(() => MergeAsync(other, one));

        Assert.Equal(("CASE-010", "into"), (refused.Code, refused.Field));
        Assert.Contains($"merge into {other.Text("number")}", refused.Message, StringComparison.Ordinal);
        Assert.Equal(CaseStatus.New, (await Desk.ReadAsync(other)).Text("status"));
    }

    [Fact]
    public async Task Case_is_not_merged_into_a_closed_one()
    {
        var (one, closed) = (await Desk.CaseAsync(), await Desk.CaseAsync());
        await Desk.UpdateAsync(closed, new { status = CaseStatus.Closed, closingReason = ClosingReason.Rejected });

        var refused = await Assert.ThrowsAsync<CaseRefusedException>(() => MergeAsync(one, closed));

        Assert.Equal("CASE-011", refused.Code);
        Assert.Equal(CaseStatus.New, (await Desk.ReadAsync(one)).Text("status"));
    }

    [Fact]
    public async Task Two_people_who_merge_two_cases_into_each_other_at_once_leave_one_open()
    {
        for (var round = 0; round < 5; round++)
        {
            var (one, other) = (await Desk.CaseAsync(), await Desk.CaseAsync());

            var done = await Task.WhenAll(Task.Run(() => TriedAsync(one, other)), Task.Run(() => TriedAsync(other, one)));

            Assert.Single(done, merged => merged);
            Record[] after = [await Desk.ReadAsync(one), await Desk.ReadAsync(other)];
            Assert.Single(after, record => record.Text("status") == CaseStatus.Closed);
        }
    }

    [Fact]
    public async Task Reopened_duplicate_is_a_case_of_its_own_again()
    {
        var (one, other) = (await Desk.CaseAsync(), await Desk.CaseAsync());
        await MergeAsync(one, other);

        var reopened = await Desk.UpdateAsync(one, new { status = CaseStatus.InProgress });
        var merged = await MergeAsync(other, one);

        Assert.Null(reopened.Link("mergedInto"));
        Assert.Equal(one.Id, merged.Link("mergedInto"));
    }

    private Task<Record> MergeAsync(Record one, Record into) => Desk.Host.Get<CaseDesk>().MergeAsync(one.Id, into.Id, Actor.System, Token);

    private async Task<bool> TriedAsync(Record one, Record into)
    {
        try
        {
            await MergeAsync(one, into);
            return true;
        }
        catch (CaseRefusedException)
        {
            return false;
        }
    }
}

public sealed class SqliteCaseMergeTests() : CaseMergeTests(DatabaseKind.Sqlite);

public sealed class PostgresCaseMergeTests() : CaseMergeTests(DatabaseKind.PostgreSql);
