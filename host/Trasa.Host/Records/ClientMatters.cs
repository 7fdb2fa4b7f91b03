using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;

namespace Trasa.Host.Records;

/// <summary>Everything about a client in one list: what is worked on - cases, claims, leads, whatever is declared as work - and what was said and done.</summary>
internal sealed class ClientMatters(IRecords records, IRecordTypes types, IRecordTitles titles)
{
    private const int MostOfAType = 12;
    private const int MostContacts = 50;

    private static readonly string[] Clients = ["company", "contact"];
    private static readonly string[] Activities = ["message", "task", "note"];

    public static bool IsClient(string type) => Clients.Contains(type);

    /// <summary>Newest first. Only what the actor may see.</summary>
    public async Task<IReadOnlyList<ClientMatter>> ReadAsync(RecordReference client, Actor actor, CancellationToken cancellationToken)
    {
        var contacts = client.Type == "contact" ? [client.Id] : await ContactsAsync(client, actor, cancellationToken);
        List<Record> found = [];
        foreach (var type in types.Current.All.Where(type => type.Work is not null || Activities.Contains(type.Key)))
            foreach (var condition in Conditions(type, client, contacts))
                found.AddRange((await records.QueryAsync(null, new RecordQuery(type.Key, [condition], Take: MostOfAType), actor, cancellationToken)).Records);
        List<Record> newest = [.. found.DistinctBy(record => record.Reference).OrderByDescending(record => record[SystemFields.CreatedAt] as DateTimeOffset?).Take(3 * MostOfAType)];
        var people = await titles.OfAsync(newest.Select(Who).OfType<Guid>().Select(id => new RecordReference("user", id)), actor, cancellationToken);
        return [.. newest.Select(record => new ClientMatter(types.Current[record.Type], record, Who(record) is { } user ? people.GetValueOrDefault(new("user", user)) : null))];
    }

    private Guid? Who(Record record) => types.Current[record.Type].Work is { } work ? record.Link(work.Assignee) : record.Type == "task" ? record.Link("assignee") : null;

    private async Task<List<Guid>> ContactsAsync(RecordReference company, Actor actor, CancellationToken cancellationToken)
    {
        var page = await records.QueryAsync(null, new RecordQuery("contact", [new("company", FieldOperator.Equal, company.Id)], Take: MostContacts), actor, cancellationToken);
        return [.. page.Records.Select(contact => contact.Id)];
    }

    /// <summary>Where the type names the client, the client's contacts, or stands for itself in a field for any record.</summary>
    private static IEnumerable<FieldCondition> Conditions(RecordType type, RecordReference client, List<Guid> contacts)
    {
        var named = type.Fields.Where(field => !field.IsList && field.Target == client.Type).Select(field => field.Name).FirstOrDefault();
        if (named is not null) yield return new(named, FieldOperator.Equal, client.Id);
        else if (client.Type == "company" && contacts.Count > 0 && type.Fields.FirstOrDefault(field => !field.IsList && field.Target == "contact") is { } contact)
            yield return new(contact.Name, FieldOperator.In, contacts.Select(object? (id) => id).ToList());
        if (type.Fields.FirstOrDefault(field => field.IsOpenReference) is { } open) yield return new(open.Name, FieldOperator.Equal, client.ToString());
    }
}

/// <param name="Type">What it is.</param>
/// <param name="Record">The case, claim, message, ...</param>
/// <param name="Who">Who has it, by name, or null.</param>
internal sealed record ClientMatter(RecordType Type, Record Record, string? Who);
