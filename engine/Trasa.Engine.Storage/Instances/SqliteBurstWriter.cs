using Trasa.Engine.Instances;
using Trasa.Engine.Storage.Sql;
using Trasa.Engine.Stores;

namespace Trasa.Engine.Storage.Instances;

/// <summary>There is one writer, so what is read inside the write transaction cannot change before its end.</summary>
internal sealed class SqliteBurstWriter : IBurstWriter
{
    private const string RevisionOf = "select revision from workflow_instance where id = @id";

    private const string StimulusIsThere = "select 1 from stimulus where id = @id";

    private const string BookmarkIsThere = "select 1 from bookmark where id = @id";

    public async Task<CommitOutcome[]> WriteAsync(IUnitOfWork work, IReadOnlyList<BurstCommit> commits, CancellationToken cancellationToken)
    {
        var outcomes = new CommitOutcome[commits.Count];
        var parts = new BurstParts();
        for (var i = 0; i < outcomes.Length; i++)
        {
            outcomes[i] = await JudgeAsync(work, commits[i], cancellationToken).ConfigureAwait(false);
            if (outcomes[i] == CommitOutcome.Committed) parts.Add(commits[i]);
        }

        await parts.ForEachAsync(new Sink(work, cancellationToken)).ConfigureAwait(false);
        return outcomes;
    }

    private static async Task<CommitOutcome> JudgeAsync(IUnitOfWork work, BurstCommit commit, CancellationToken cancellationToken)
    {
        if (commit.ConsumedStimulus is { } stimulus && !await ExistsAsync(work, StimulusIsThere, stimulus, cancellationToken).ConfigureAwait(false))
            return CommitOutcome.AlreadyConsumed;
        if (commit.ConsumedBookmark is { } bookmark && !await ExistsAsync(work, BookmarkIsThere, bookmark, cancellationToken).ConfigureAwait(false))
            return CommitOutcome.AlreadyConsumed;

        var found = await AskAsync(work, RevisionOf, commit.Instance.Id, cancellationToken).ConfigureAwait(false);
        return (found ?? 0) == commit.Instance.Revision - 1 ? CommitOutcome.Committed : CommitOutcome.InstanceMoved;
    }

    private static async Task<bool> ExistsAsync(IUnitOfWork work, string question, Guid id, CancellationToken cancellationToken) =>
        await AskAsync(work, question, id, cancellationToken).ConfigureAwait(false) is not null;

    private static async Task<long?> AskAsync(IUnitOfWork work, string question, Guid id, CancellationToken cancellationToken)
    {
        var command = SqliteStatements.On(work.Connection, question, question);
        command.Transaction = work.Transaction;
        if (command.Parameters.Count == 0)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "id";
            command.Parameters.Add(parameter);
        }

        command.Parameters[0].Value = id;
        return (long?)await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
    }

    private sealed class Sink(IUnitOfWork work, CancellationToken cancellationToken) : IStatementSink
    {
        public async ValueTask TakeAsync<TRow>(BulkStatement<TRow> statement, IReadOnlyList<TRow> rows, bool fenced) =>
            await statement.ExecuteOnSqliteAsync(work, rows, cancellationToken).ConfigureAwait(false);
    }
}
