using Trasa.Crm.Records;
using Trasa.Engine.Doors;

namespace Trasa.Host.Components.Campaigns;

/// <summary>How far the contacts of a campaign have come.</summary>
public sealed class CampaignFigures(IRecords records)
{
    private static readonly (string Label, FieldCondition? Where)[] s_steps =
    [
        ("On the list", null),
        ("Written to", new("sentAt", FieldOperator.IsNotNull, null)),
        ("Opened", new("openedAt", FieldOperator.IsNotNull, null)),
        ("Followed a link", new("clickedAt", FieldOperator.IsNotNull, null)),
        ("Replied", new("repliedAt", FieldOperator.IsNotNull, null)),
        ("Interested or accepted", new("state", FieldOperator.In, new[] { "Interested", "Accepted" })),
        ("Opted out", new("state", FieldOperator.Equal, "Opted out")),
        ("Undeliverable", new("state", FieldOperator.Equal, "Undeliverable")),
    ];

    public async Task<IReadOnlyList<FunnelStep>> OfAsync(Guid campaign, Actor actor, CancellationToken cancellationToken)
    {
        var steps = new List<FunnelStep>();
        foreach (var (label, condition) in s_steps)
        {
            List<FieldCondition> where = [new("campaign", FieldOperator.Equal, campaign)];
            if (condition is not null) where.Add(condition);
            var page = await records.QueryAsync(null, new("campaignMember", where, Take: 0), actor, cancellationToken);
            steps.Add(new(label, page.Total, steps is [var whole, ..] ? whole.Count : page.Total));
        }

        return steps;
    }
}

/// <param name="Label">What was done.</param>
/// <param name="Count">By how many.</param>
/// <param name="Of">How many there are in all.</param>
public sealed record FunnelStep(string Label, int Count, int Of)
{
    public int Percent => Of == 0 ? 0 : (int)Math.Round(100d * Count / Of);
}
