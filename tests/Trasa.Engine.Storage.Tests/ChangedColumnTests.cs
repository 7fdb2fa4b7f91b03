using Microsoft.Extensions.DependencyInjection;
using Trasa.Engine.Stores;

namespace Trasa.Engine.Storage.Tests;

/// <summary>A column gets another type under statements that the server has prepared.</summary>
public sealed class ChangedColumnTests(PostgresFixture fixture) : IClassFixture<PostgresFixture>
{
    private const string Question = "select id, worth from changed order by id";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Prepared_question_is_answered_after_a_column_got_another_type()
    {
        var database = (await fixture.OpenAsync()).GetRequiredService<IDatabase>();
        await ExecuteAsync(database, "create table changed (id integer primary key, worth integer); insert into changed values (1, 10)");
        await using var connection = await database.OpenAsync(Cancel);
        for (var i = 0; i < 5; i++) Assert.Equal(["10"], await AskAsync(connection.Command(Question)));
        await using var work = await database.BeginAsync(Cancel);
        for (var i = 0; i < 5; i++) Assert.Equal(["10"], await AskAsync(work.Command(Question)));
        await work.CommitAsync(Cancel);

        await ExecuteAsync(database, "alter table changed alter column worth type text using 'about ' || worth");

        Assert.Equal(["about 10"], await AskAsync(connection.Command(Question)));
        var attempts = 0;
        Assert.Equal(["about 10"], await database.TryAsync(async () =>
        {
            attempts++;
            await using var again = await database.BeginAsync(Cancel);
            return await AskAsync(again.Command(Question));
        }, Cancel));
        Assert.InRange(attempts, 1, 2);
    }

    private static Task<List<string>> AskAsync(System.Data.Common.DbCommand command) => command.QueryAsync(row => row.GetValue(1).ToString()!, Cancel);

    private static async Task ExecuteAsync(IDatabase database, string sql)
    {
        await using var work = await database.BeginAsync(Cancel);
        await work.Command(sql).ExecuteAsync(Cancel);
        await work.CommitAsync(Cancel);
    }
}
