namespace Trasa.Crm.Records;

/// <summary>
/// The value of a condition <see cref="FieldOperator.In"/> that other records give: contacts whose <c>company</c> is among
/// the <c>company</c> of contracts with a product. The actor's rights hold for those records too.
/// </summary>
/// <param name="Type">Whose records.</param>
/// <param name="Field">Which of their fields; <c>id</c> for the records themselves.</param>
/// <param name="Where">All of these hold for them.</param>
public sealed record RelatedRecords(string Type, string Field, IReadOnlyList<FieldCondition> Where)
{
    /// <summary>Whether the value must be among none of them: contacts who are not in a campaign yet.</summary>
    public bool None { get; init; }
}
