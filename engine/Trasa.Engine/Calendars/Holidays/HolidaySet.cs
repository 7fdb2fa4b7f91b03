using System.Collections.Immutable;

namespace Trasa.Engine.Calendars.Holidays;

/// <summary>The holidays of a country or region under a key that calendars refer to.</summary>
public sealed record HolidaySet(string Key, string Name, ImmutableArray<HolidayRule> Holidays);
