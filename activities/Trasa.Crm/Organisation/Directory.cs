using Trasa.Activities.People;

namespace Trasa.Crm.Organisation;

internal sealed class Directory(StaffReader staff, TimeProvider time) : IDirectory
{
    public async Task<AddressResolution> ResolveAsync(string address, DateTimeOffset at, CancellationToken cancellationToken) =>
        (await ChartAsync(cancellationToken).ConfigureAwait(false)).Resolve(new(address, at));

    public async Task<Person?> FindAsync(Guid userId, CancellationToken cancellationToken) =>
        (await ChartAsync(cancellationToken).ConfigureAwait(false)).Find(userId);

    public async Task<IReadOnlyList<Person>> StandsInForAsync(Guid userId, DateTimeOffset at, CancellationToken cancellationToken) =>
        (await ChartAsync(cancellationToken).ConfigureAwait(false)).StandsInFor(userId, at, null);

    public async Task<IOrganisation> ReadAsync(CancellationToken cancellationToken) => await ChartAsync(cancellationToken).ConfigureAwait(false);

    private async Task<OrganisationChart> ChartAsync(CancellationToken cancellationToken) =>
        new(await staff.ReadAsync(null, time.GetUtcNow(), cancellationToken).ConfigureAwait(false));
}
