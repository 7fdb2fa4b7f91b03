using Trasa.Host.Components.Cases;

namespace Trasa.Host.Tests.Cases;

public sealed class GreetingsTests
{
    [Theory]
    [InlineData("en", "Dear Anna Keller,", "Hello,")]
    [InlineData("ro", "Bună ziua, Anna Keller,", "Bună ziua,")]
    [InlineData("pl", "Dzień dobry, Anna Keller,", "Dzień dobry,")]
    [InlineData("ru", "Здравствуйте, Anna Keller!", "Здравствуйте!")]
    [InlineData("hu", "Kedves Anna Keller!", "Tisztelt Ügyfelünk!")]
    [InlineData(null, "Dear Anna Keller,", "Hello,")]
    public void Customer_is_named_in_every_language_and_greeted_without_a_name(string? language, string named, string unnamed)
    {
        Assert.StartsWith(named + "\n", Greetings.In(language, "Anna Keller", "Ana Popescu"), StringComparison.Ordinal);
        Assert.StartsWith(unnamed + "\n", Greetings.In(language, "", "Ana Popescu"), StringComparison.Ordinal);
        Assert.EndsWith("\nAna Popescu", Greetings.In(language, "Anna Keller", "Ana Popescu"), StringComparison.Ordinal);
    }
}
