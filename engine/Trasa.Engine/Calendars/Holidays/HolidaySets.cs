using System.Collections.Immutable;
using Trasa.Engine.Calendars.Files;

namespace Trasa.Engine.Calendars.Holidays;

/// <summary>Holiday sets by key. Immutable.</summary>
public sealed class HolidaySets
{
    private static readonly Lazy<HolidaySets> Shipped = new(ReadShipped);

    private readonly ImmutableSortedDictionary<string, HolidaySet> _sets;

    private HolidaySets(ImmutableSortedDictionary<string, HolidaySet> sets) => _sets = sets;

    /// <summary>The public holidays of HU, PL, RO and RU as the law has them; one file each beside this class.</summary>
    public static HolidaySets BuiltIn => Shipped.Value;

    public IEnumerable<HolidaySet> All => _sets.Values;

    internal string Known => _sets.IsEmpty ? "none" : string.Join(", ", _sets.Keys.Select(key => $"'{key}'"));

    public HolidaySet? Find(string key) => _sets.GetValueOrDefault(key);

    /// <summary>These sets and one more, which replaces a set of the same key.</summary>
    public HolidaySets With(HolidaySet set) => new(_sets.SetItem(set.Key, set));

    private static HolidaySets ReadShipped()
    {
        var assembly = typeof(HolidaySets).Assembly;
        var sets = new HolidaySets(ImmutableSortedDictionary.Create<string, HolidaySet>(StringComparer.Ordinal));
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith("Holidays/", StringComparison.Ordinal)))
        {
            using var file = new StreamReader(assembly.GetManifestResourceStream(name)!);
            if (!CalendarFile.TryReadHolidays(file.ReadToEnd(), name, out var set, out var problems))
                throw new InvalidOperationException($"A holiday set that ships with the engine cannot be read: {problems[0]}");

            sets = sets.With(set);
        }

        return sets;
    }
}
