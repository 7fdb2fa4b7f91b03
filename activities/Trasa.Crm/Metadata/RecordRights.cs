using System.Text.Json;
using Trasa.Crm.Records;

namespace Trasa.Crm.Metadata;

/// <summary>
/// Who may do what with the records of a type. Nothing is allowed that no grant allows; the role <c>administrator</c>
/// and the system itself may do everything.
/// </summary>
public sealed record RecordRights
{
    /// <summary>
    /// The user fields that make a record somebody's own; whoever created it owns it too. A grant to create one's own
    /// allows only records that name the actor in one of these fields, and who may change only their own cannot put
    /// somebody else there, unless they might have created the record so. A process hands over under its own authority.
    /// </summary>
    public IReadOnlyList<string> OwnedBy { get; init; } = [];

    /// <summary>The reference field that makes it a team's, or null.</summary>
    public string? TeamField { get; init; }

    /// <summary>When there are none: every signed-in user reads, creates and changes; administrators delete.</summary>
    public IReadOnlyList<RecordGrant> Grants { get; init; } = [];
}

/// <param name="Roles">Any of these roles; <c>*</c> is every signed-in user.</param>
/// <param name="Can">The operations.</param>
/// <param name="On">Which records.</param>
/// <param name="Where">Further conditions on the record; all must hold.</param>
public sealed record RecordGrant(
    IReadOnlyList<string> Roles,
    IReadOnlyList<RecordOperation> Can,
    GrantScope On = GrantScope.All,
    IReadOnlyList<GrantCondition>? Where = null);

/// <param name="Field">The field.</param>
/// <param name="Operator">How it is compared.</param>
/// <param name="Value">With what; <c>$me</c> is the actor.</param>
public sealed record GrantCondition(string Field, FieldOperator Operator, JsonElement? Value = null);

public enum RecordOperation
{
    Read,
    Create,
    Update,
    Delete,
}

public enum GrantScope
{
    All,

    /// <summary>Records of the actor's teams, and the actor's own.</summary>
    Team,

    /// <summary>Records that the actor owns.</summary>
    Own,
}
