using Trasa.Engine.Doors;
using Trasa.TestKit.Time;

namespace Trasa.Engine.Tests.Doors;

public sealed class IdentifiersTests
{
    private readonly ManualTime _time = new(new DateTimeOffset(2026, 4, 24, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Identifiers_of_one_instant_are_in_the_order_of_their_making()
    {
        var identifiers = new Identifiers(_time);

        var made = Enumerable.Range(0, 10_000).Select(_ => identifiers.Next().ToString()).ToList();

        Assert.Equal(made.Order(StringComparer.Ordinal), made);
        Assert.Equal(made.Count, made.Distinct().Count());
    }

    [Fact]
    public void Identifier_is_of_version_7_and_tells_its_time()
    {
        var made = new Identifiers(_time).Next();

        Assert.Equal((7, true), (made.Version, made.Variant is >= 8 and <= 11));
        Assert.Equal(_time.GetUtcNow().ToUnixTimeMilliseconds().ToString("x12", System.Globalization.CultureInfo.InvariantCulture), made.ToString("N")[..12]);
    }

    [Fact]
    public async Task Threads_do_not_make_the_same()
    {
        var identifiers = new Identifiers(_time);

        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Enumerable.Range(0, 2_000).Select(_ => identifiers.Next()).ToList())));

        Assert.Equal(16_000, made.SelectMany(list => list).Distinct().Count());
    }
}
