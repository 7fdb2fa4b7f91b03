using Trasa.Activities.Deciding;
using Trasa.Activities.Expressions;
using Trasa.Crm.Assignment;
using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine.Calendars;
using Trasa.Engine.Doors;

namespace Trasa.Crm.Organisation;

/// <summary>
/// Answers the functions of authored FEEL from what was read a moment ago. A table asks row by row, and may be asked inside
/// a transaction: what is here is read once for all of that, beside it, and at most <see cref="Fresh"/> old.
/// </summary>
internal sealed class OrganisationFacts(ICalendars calendars, StaffReader staff, TeamReader teams, AssignmentRules rules, IRecords records, IRecordTypes types, TimeProvider time) : IFeelFacts
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    [ThreadStatic]
    private static bool _weighing;

    private readonly Lock _gate = new();
    private Known? _known;

    public WorkingCalendar? Calendar(string key) => Read().Calendars.GetValueOrDefault(key);

    public string? ManagerOf(string person)
    {
        var known = Read();
        return known.Person(person) is { } member ? known.Chart.SuperiorOf(member.Id) is { } superior ? known.Chart.Member(superior)?.Key : "" : null;
    }

    public IReadOnlyList<string>? MembersOf(string team)
    {
        var chart = Read().Chart;
        var name = team.StartsWith("team:", StringComparison.Ordinal) ? team[5..] : team;
        var found = chart.Teams.FirstOrDefault(one => one.Key == name || one.Id.ToString() == name);
        return found is null ? null : [.. found.Members.Select(chart.Member).OfType<Member>().Where(member => member.Active).Select(member => member.Key).Order(StringComparer.Ordinal)];
    }

    public bool? IsAbsent(string person, DateTimeOffset from, DateTimeOffset until)
    {
        var known = Read();
        return known.Person(person) is { } member ? known.Leaves[member.Id].Any(leave => leave.From < until && from < leave.Until) : null;
    }

    public decimal? LoadOf(string person)
    {
        var known = Read();
        // The rule that weighs may ask for a load itself, and would never come to an end.
        if (_weighing || known.Person(person) is not { } member || known.On.Value is not { } on) return null;
        _weighing = true;
        try
        {
            return on.Weigh(new(member.Id, member.Name) { Load = known.Loads.GetValueOrDefault(member.Id) }, new([]));
        }
        finally
        {
            _weighing = false;
        }
    }

    public string? OwnerOf(string record)
    {
        if (!RecordReference.TryParse(record, out var reference) || types.Current.Find(reference.Type) is not { } type) return null;
        var found = Wait(stop => records.FindAsync(null, reference.Type, reference.Id, Actor.System, stop));
        if (found is null) return null;
        return found.Link(type.Work?.Assignee ?? "owner") is { } owner ? Read().Chart.Member(owner)?.Key ?? "" : "";
    }

    private Known Read()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (_known is null || now - _known.At >= Fresh || now < _known.At) _known = Wait(stop => ReadAsync(now, stop));
            return _known;
        }
    }

    private async Task<Known> ReadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var all = await calendars.AllAsync(cancellationToken).ConfigureAwait(false);
        var people = await staff.ReadAsync(null, now, cancellationToken).ConfigureAwait(false);
        var loads = await teams.LoadsAsync([.. people.Members.Select(member => member.Id)], cancellationToken).ConfigureAwait(false);
        // Only a load asks for the rule; what fails otherwise is tried again.
        var on = new Lazy<Deliberation?>(() => Wait(stop => RuleAsync(now, stop)), LazyThreadSafetyMode.PublicationOnly);
        return new(now, on, all.ToDictionary(calendar => calendar.Key, StringComparer.OrdinalIgnoreCase), new(people), people.Leaves.ToLookup(leave => leave.UserId), loads);
    }

    /// <summary>Null when the rule that is published cannot be used: then nobody's load is known, and all else is.</summary>
    private async Task<Deliberation?> RuleAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        try
        {
            return await rules.BeginAsync(at, cancellationToken).ConfigureAwait(false);
        }
        catch (DecisionNotFoundException)
        {
            return null;
        }
    }

    /// <summary>An evaluation cannot wait by itself; the reading has threads of its own, so it cannot wait for the evaluation either.</summary>
    private static T Wait<T>(Func<CancellationToken, Task<T>> read) => Task.Run(() => read(CancellationToken.None)).GetAwaiter().GetResult();

    private sealed record Known(
        DateTimeOffset At, Lazy<Deliberation?> On, IReadOnlyDictionary<string, WorkingCalendar> Calendars, OrganisationChart Chart, ILookup<Guid, Leave> Leaves, IReadOnlyDictionary<Guid, WorkLoad> Loads)
    {
        public Member? Person(string name)
        {
            var key = name.StartsWith("user:", StringComparison.Ordinal) ? name[5..] : name;
            return Guid.TryParse(key, out var id) ? Chart.Member(id) : Chart.Members.FirstOrDefault(member => member.Key == key);
        }
    }
}
