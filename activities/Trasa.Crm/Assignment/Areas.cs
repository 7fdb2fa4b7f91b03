namespace Trasa.Crm.Assignment;

/// <summary>Areas are written from large to small, <c>Greece/South/Crete</c>; a right to an area is one to all within it.</summary>
internal static class Areas
{
    public static bool Cover(IEnumerable<string> areas, string wanted) => areas.Any(area =>
        wanted.Equals(area, StringComparison.OrdinalIgnoreCase)
        || wanted.StartsWith(area + "/", StringComparison.OrdinalIgnoreCase));
}
