using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Forms;

/// <summary>Which fields of a form somebody sees, and which of those they fill in.</summary>
public sealed class FormRights(IDatabase database)
{
    internal async Task<IReadOnlyList<RecordField>> OfAsync(IReadOnlyList<RecordField> fields, Actor actor, CancellationToken cancellationToken)
    {
        if (fields.All(field => field.ReadRoles.Count == 0 && field.WriteRoles.Count == 0)) return fields;
        var connection = await RecordConnection.OpenAsync(database, null, cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        var authority = await Authority.OfAsync(connection, actor, cancellationToken).ConfigureAwait(false);
        return Of(fields, authority.HasAny);
    }

    /// <summary>The form as somebody with these roles would have it.</summary>
    public static IReadOnlyList<RecordField> Of(IReadOnlyList<RecordField> fields, IReadOnlyCollection<string> roles) => Of(fields, wanted => wanted.Any(roles.Contains));

    private static List<RecordField> Of(IReadOnlyList<RecordField> fields, Func<IReadOnlyList<string>, bool> hasAny) =>
    [
        .. from field in fields
           where field.ReadRoles.Count == 0 || hasAny(field.ReadRoles)
           select field.WriteRoles.Count == 0 || hasAny(field.WriteRoles) ? field : field with { ReadOnly = true, Required = false },
    ];
}
