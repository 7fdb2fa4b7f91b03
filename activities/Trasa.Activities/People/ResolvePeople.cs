using System.Collections;
using Trasa.Engine.Execution;
using Trasa.Model.Activities;

namespace Trasa.Activities.People;

/// <summary>Asks who an address reaches before something is given to them: a vacant position or a department without a head is found in time.</summary>
internal sealed class ResolvePeople(IDirectory directory) : Activity
{
    private const string Somebody = "Somebody";
    private const string Nobody = "Nobody";

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Trasa.People.Resolve",
        Category = "People",
        DisplayName = "Who is that?",
        Description = "Finds who addresses reach at this moment, through absences and substitutes, and why they reach nobody.",
        Inputs =
        [
            new("addresses", "Object", "Addresses: user:, position:, team:, supervisor-of:user:, head-of:department:. One or a list.", Required: true, Editor: "person"),
            new("excluded", "Object", "Users who may not act, as identifiers, one or a list.", Editor: "person"),
        ],
        Outputs =
        [
            new("people", "Object", "Their names, with for whom they stand in."),
            new("users", "Object", "The same people as addresses."),
            new("reason", "String", "Who was passed over and why; why nobody was found."),
        ],
        Outcomes = [Somebody, Nobody],
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var organisation = await directory.ReadAsync(cancellationToken).ConfigureAwait(false);
        List<Guid> excluded = [.. Texts(context.Input<object>("excluded")).Select(text => Guid.TryParse(text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..], out var id) ? id : throw new ActivityFaultException($"excluded: '{text}' is no user."))];
        var people = new List<ResolvedPerson>();
        var reasons = new List<string>();
        foreach (var address in Texts(context.Input<object>("addresses")))
        {
            var resolution = organisation.Resolve(new(address, context.Now, context.DefinitionKey, excluded));
            people.AddRange(resolution.People.Where(person => people.TrueForAll(known => known.Person.Id != person.Person.Id)));
            reasons.AddRange(resolution.Reasons);
        }

        context.Output("people", people.Select(object? (person) => person.OnBehalfOf is { } absent ? $"{person.Person.Name} for {absent.Name}" : person.Person.Name).ToList());
        context.Output("users", people.Select(object? (person) => $"user:{person.Person.Id}").ToList());
        context.Output("reason", reasons.Count == 0 ? null : string.Join(' ', reasons));
        context.Complete(people.Count > 0 ? Somebody : Nobody);
    }

    private static IEnumerable<string> Texts(object? value) => value switch
    {
        null or "" => [],
        string text => [text],
        IEnumerable list => list.Cast<object?>().OfType<object>().Select(entry => entry.ToString()!),
        _ => [value.ToString()!],
    };
}
