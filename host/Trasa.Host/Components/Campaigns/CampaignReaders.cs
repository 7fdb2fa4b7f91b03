using Trasa.Crm.Activities;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;

namespace Trasa.Host.Components.Campaigns;

/// <summary>Through whose eyes a campaign can be looked at: its contacts, or before it has started those of its list.</summary>
internal sealed class CampaignReaders(IRecords records)
{
    private const int Most = 50;

    public async Task<IReadOnlyList<CampaignReader>> OfAsync(Record campaign, Actor actor, CancellationToken cancellationToken)
    {
        var members = await records.QueryAsync(null, new("campaignMember", [new("campaign", FieldOperator.Equal, campaign.Id)], OrderBy: ["contact"], Take: Most), actor, cancellationToken);
        if (members.Records.Count > 0) return await NamedAsync(members.Records, actor, cancellationToken);
        if (campaign.Link("segment") is not { } id || await records.FindAsync(null, "segment", id, actor, cancellationToken) is not { } segment) return [];
        try
        {
            List<FieldCondition> where = [.. Conditions.Read(segment["conditions"]), new("consent", FieldOperator.Equal, true)];
            if (campaign.Text("position") is { Length: > 0 } position) where.Add(new("jobTitle", FieldOperator.Contains, position));
            var contacts = await records.QueryAsync(null, new("contact", where, OrderBy: ["name"], Take: Most), actor, cancellationToken);
            return [.. contacts.Records.Select(contact => new CampaignReader(contact.Reference, contact.Text("name") ?? ""))];
        }
        catch (Exception problem) when (problem is FormatException or RecordInvalidException)
        {
            // The list itself says what is wrong with its conditions; the mail can be looked at all the same.
            return [];
        }
    }

    private async Task<IReadOnlyList<CampaignReader>> NamedAsync(IReadOnlyList<Record> members, Actor actor, CancellationToken cancellationToken)
    {
        var ids = members.Select(object? (member) => member.Link("contact")).ToList();
        var contacts = await records.QueryAsync(null, new("contact", [new("id", FieldOperator.In, ids)], Take: Most), actor, cancellationToken);
        var names = contacts.Records.ToDictionary(contact => contact.Id, contact => contact.Text("name") ?? "");
        return [.. members.Select(member => new CampaignReader(member.Reference, member.Link("contact") is { } id ? names.GetValueOrDefault(id, "") : ""))];
    }
}

/// <param name="About">The contact of the campaign, or the contact alone.</param>
/// <param name="Name">As shown.</param>
internal sealed record CampaignReader(RecordReference About, string Name);
