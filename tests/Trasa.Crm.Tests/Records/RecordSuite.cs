using Trasa.Engine.Stores;

namespace Trasa.Crm.Tests.Records;

/// <summary>Tests that hold on every database; each test has one of its own.</summary>
public abstract class RecordSuite(DatabaseKind kind) : IAsyncLifetime
{
    private protected RecordHouse House { get; private set; } = null!;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => House = await RecordHouse.OpenAsync(kind);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (House is not null) await House.DisposeAsync();
    }
}
