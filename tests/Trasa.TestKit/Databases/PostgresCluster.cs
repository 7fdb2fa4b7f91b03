namespace Trasa.TestKit.Databases;

/// <summary>
/// The PostgreSQL server of this test process: the one of <c>TRASA_TEST_POSTGRES</c>, else a throw-away one that is
/// started on first use and stopped at exit.
/// </summary>
public static class PostgresCluster
{
    private static readonly Lazy<Task<string?>> Shared = new(StartAsync);

    /// <summary>A connection string, or null when there is no PostgreSQL here and none is demanded (<c>CI=true</c>).</summary>
    public static Task<string?> AddressAsync() => Shared.Value;

    private static async Task<string?> StartAsync()
    {
        if (Environment.GetEnvironmentVariable("TRASA_TEST_POSTGRES") is { Length: > 0 } given) return given;
        if (PostgresServer.FindBinaries() is null && Environment.GetEnvironmentVariable("CI") != "true") return null;

        var server = await PostgresServer.StartAsync(durable: false, CancellationToken.None).ConfigureAwait(false);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return server.ConnectionString;
    }
}
