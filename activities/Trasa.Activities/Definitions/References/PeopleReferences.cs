using Trasa.Activities.People;

namespace Trasa.Activities.Definitions.References;

/// <summary>People, positions, teams and departments, by address.</summary>
internal sealed class PeopleReferences(IDirectory directory, TimeProvider time) : IReferenceSource
{
    private static readonly string[] Schemes = ["user:", "position:", "team:", "supervisor-of:", "head-of:"];

    public IReadOnlyList<string> Editors { get; } = ["person"];

    public async Task<IReferences> ReadAsync(CancellationToken cancellationToken) =>
        new People(await directory.ReadAsync(cancellationToken).ConfigureAwait(false), time.GetUtcNow());

    private sealed class People(IOrganisation organisation, DateTimeOffset now) : IReferences
    {
        public ReferenceProblem? Check(string editor, string name)
        {
            // Some steps take words of their own, such as owner, and mail addresses.
            if (!Array.Exists(Schemes, scheme => name.StartsWith(scheme, StringComparison.Ordinal))) return null;
            var address = organisation.Canonical(name);
            if (HasLeft(address) is { } person) return new($"'{name}' is {person}, who has left. Name a position or a team, which outlive the people in them, or somebody else.");
            var resolution = organisation.Resolve(new(address, now));
            if (resolution.People.Count > 0) return null;
            var why = string.Join(' ', resolution.Reasons);
            var isUnknown = !EndsInIdentifier(address);
            return isUnknown
                ? new($"'{name}' names nobody: {why} Choose a person, position, team or department that is there.")
                : new($"'{name}' reaches nobody at this moment: {why}", IsError: false);
        }

        private string? HasLeft(string address) =>
            address.StartsWith("user:", StringComparison.Ordinal) && Guid.TryParse(address["user:".Length..], out var id) && !organisation.IsActive(id)
                ? organisation.Find(id)?.Name
                : null;

        /// <summary>What is known has its identifier in the canonical address.</summary>
        private static bool EndsInIdentifier(string address) => Guid.TryParse(address[(address.LastIndexOf(':') + 1)..], out _);
    }
}
