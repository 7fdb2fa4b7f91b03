using Trasa.Activities.People;
using static Trasa.Crm.Tests.Organisation.SampleStaff;

namespace Trasa.Crm.Tests.Organisation;

public sealed class OrganisationChartTests
{
    private readonly SampleStaff _staff = new();

    [Theory]
    [InlineData("user:anna", "Anna")]
    [InlineData("USER:Anna", "")]
    [InlineData("user:ANNA", "Anna")]
    [InlineData("position:head-of-service", "Maria")]
    [InlineData("position:vacant", "")]
    [InlineData("team:first-line", "Anna Bogdan Carmen")]
    [InlineData("supervisor-of:user:anna", "Maria")]
    [InlineData("supervisor-of:user:maria", "Radu")]
    [InlineData("supervisor-of:user:radu", "")]
    [InlineData("head-of:department:service", "Maria")]
    [InlineData("nonsense", "")]
    public void Address_reaches_the_people_it_names(string address, string names)
    {
        var resolution = Resolve(address);

        Assert.Equal(names, Names(resolution));
        Assert.Equal(names.Length == 0, resolution.Reasons.Count > 0);
    }

    [Fact]
    public void Absent_person_is_replaced_and_the_record_says_for_whom()
    {
        _staff.Away(Anna).Substitute(Anna, Bogdan);

        var person = Assert.Single(Resolve("user:anna").People);

        Assert.Equal((Bogdan, Anna), (person.Person.Id, person.OnBehalfOf!.Id));
    }

    [Fact]
    public void Substitute_of_a_substitute_is_found()
    {
        _staff.Away(Anna).Away(Bogdan).Substitute(Anna, Bogdan).Substitute(Bogdan, Carmen);

        var person = Assert.Single(Resolve("user:anna").People);

        Assert.Equal((Carmen, Anna), (person.Person.Id, person.OnBehalfOf!.Id));
    }

    [Fact]
    public void Ring_of_substitutes_ends_at_the_superior()
    {
        _staff.Away(Anna).Away(Bogdan).Substitute(Anna, Bogdan).Substitute(Bogdan, Anna);

        var resolution = Resolve("user:anna");

        Assert.Equal("Maria", Names(resolution));
        Assert.Contains(resolution.Reasons, reason => reason.Contains("lead back to Anna", StringComparison.Ordinal));
    }

    [Fact]
    public void Nobody_left_in_the_chain_goes_to_the_superior_and_above()
    {
        _staff.Away(Anna).Away(Maria);

        Assert.Equal("Radu", Names(Resolve("user:anna")));
    }

    [Fact]
    public void Everybody_away_reaches_nobody_and_says_why()
    {
        _staff.Away(Anna).Away(Maria).Away(Radu);

        var resolution = Resolve("user:anna");

        Assert.Empty(resolution.People);
        Assert.Contains("Nobody can act", resolution.Reasons[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("leave-request", "Bogdan")]
    [InlineData("expense-report", "Maria")]
    [InlineData(null, "Maria")]
    public void Substitution_counts_only_in_its_scope(string? scope, string expected)
    {
        _staff.Away(Anna).Substitute(Anna, Bogdan, "leave-request");

        Assert.Equal(expected, Names(_staff.Chart().Resolve(new("user:anna", Monday, scope))));
    }

    [Fact]
    public void Rights_end_at_once_when_the_absence_ends()
    {
        var chart = _staff.Away(Anna, days: 5).Substitute(Anna, Bogdan).Chart();

        Assert.Equal("Bogdan", Names(chart.Resolve(new("user:anna", Monday.AddDays(5).AddTicks(-1)))));
        Assert.Equal("Anna", Names(chart.Resolve(new("user:anna", Monday.AddDays(5)))));
    }

    [Fact]
    public void Somebody_who_has_left_is_never_reached()
    {
        _staff.Left(Bogdan).Away(Anna).Substitute(Anna, Bogdan);

        Assert.Equal("Carmen", Names(Resolve("team:first-line")));
        Assert.Equal("Maria", Names(Resolve("user:anna")));
        Assert.Equal("Maria", Names(Resolve("user:bogdan")));
    }

    [Fact]
    public void Team_is_reached_through_who_is_there_and_through_substitutes_only_when_nobody_is()
    {
        _staff.Away(Anna).Substitute(Anna, Radu);
        Assert.Equal("Bogdan Carmen", Names(Resolve("team:first-line")));

        _staff.Away(Bogdan).Away(Carmen);
        Assert.Equal("Maria Radu", Names(Resolve("team:first-line")));
    }

    [Fact]
    public void Manager_on_leave_sends_the_request_to_the_substitute_but_never_to_the_requester()
    {
        _staff.Away(Maria).Substitute(Maria, Anna).Substitute(Maria, Bogdan);

        var resolution = _staff.Chart().Resolve(new("head-of:department:service", Monday, Excluded: [Anna]));

        Assert.Equal("Bogdan", Names(resolution));
    }

    [Fact]
    public void Own_request_goes_one_level_up_and_not_to_the_own_substitute()
    {
        _staff.Substitute(Maria, Bogdan);

        var resolution = _staff.Chart().Resolve(new("head-of:department:service", Monday, Excluded: [Maria]));

        Assert.Equal("Radu", Names(resolution));
    }

    [Fact]
    public void Stands_in_for_lists_those_who_are_away_now()
    {
        var chart = _staff.Away(Anna).Away(Bogdan).Substitute(Anna, Bogdan).Substitute(Bogdan, Carmen).Substitute(Maria, Carmen).Chart();

        Assert.Equal(["Anna", "Bogdan"], chart.StandsInFor(Carmen, Monday, null).Select(person => person.Name));
        Assert.Empty(chart.StandsInFor(Carmen, Monday.AddDays(10), null));
    }

    [Fact]
    public void Addresses_near_a_person_hold_every_address_that_reaches_them()
    {
        _staff.Away(Anna).Away(Maria).Substitute(Anna, Bogdan, "leave-request").Substitute(Maria, Carmen).Left(Bogdan);
        var chart = _staff.Chart();
        string[] addresses = ["user:anna", "user:bogdan", "user:maria", "position:head-of-service", "position:agent", "team:first-line", "supervisor-of:user:anna", "supervisor-of:user:maria", "head-of:department:service", "head-of:department:company"];

        foreach (var address in addresses)
        {
            foreach (var scope in (string?[])[null, "leave-request"])
            {
                var reached = chart.Resolve(new(address, Monday, scope)).People;
                Assert.All(reached, person => Assert.Contains(chart.Canonical(address), chart.AddressesNear(person.Person.Id, Monday)));
            }
        }
    }

    private AddressResolution Resolve(string address) => _staff.Chart().Resolve(new(address, Monday));

    private static string Names(AddressResolution resolution) =>
        string.Join(' ', resolution.People.Select(person => person.Person.Name).Order(StringComparer.Ordinal));
}
