using Trasa.Engine.Calendars;

namespace Trasa.Activities.Expressions;

/// <summary>
/// What the functions of authored FEEL ask beyond their arguments. Answers come at once, since an evaluation does not wait;
/// null means that there is no such calendar, person, team or record.
/// </summary>
public interface IFeelFacts
{
    WorkingCalendar? Calendar(string key);

    /// <summary>The login of the superior; empty when there is none above.</summary>
    string? ManagerOf(string person);

    /// <summary>The logins of everybody in the team who has not left.</summary>
    IReadOnlyList<string>? MembersOf(string team);

    /// <summary>Whether the person is away at some time of the period.</summary>
    bool? IsAbsent(string person, DateTimeOffset from, DateTimeOffset until);

    /// <summary>The weight of the person's open work, as the rule of assignment weighs it.</summary>
    decimal? LoadOf(string person);

    /// <summary>The login of who has the record, <c>type:id</c>; empty when nobody has.</summary>
    string? OwnerOf(string record);
}
