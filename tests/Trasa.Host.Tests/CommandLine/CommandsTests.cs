using Trasa.Host.CommandLine;

namespace Trasa.Host.Tests.CommandLine;

public sealed class CommandsTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    public void Dispose()
    {
        _output.Dispose();
        _errors.Dispose();
    }

    [Fact]
    public async Task Unknown_command_is_answered_in_plain_words_with_exit_code_2()
    {
        var code = await RunAsync("serv");

        Assert.Equal(2, code);
        Assert.Contains("no command 'serv' (did you mean 'serve'?)", _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_option_names_the_known_ones()
    {
        var code = await RunAsync("serve", "--port", "80");

        Assert.Equal(2, code);
        Assert.Contains("no option --port; known are --urls, --database", _errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("usage: ./trasa serve", _errors.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--urls")]
    [InlineData("--urls", "--database")]
    public async Task Option_without_a_value_is_refused(params string[] options)
    {
        var code = await RunAsync(["serve", .. options]);

        Assert.Equal(2, code);
        Assert.Contains("--urls needs a value", _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Database_address_that_is_none_says_what_one_looks_like()
    {
        var code = await RunAsync("serve", "--database", "data.db");

        Assert.Equal(2, code);
        Assert.Contains("Use sqlite:PATH", _errors.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sqlite:/proc/trasa.db")]
    [InlineData("Host=127.0.0.1;Port=1;Database=trasa;Username=trasa;Password=secret")]
    public async Task Database_that_cannot_be_opened_is_said_in_one_line(string address)
    {
        var code = await RunAsync("migrate", "--database", address);

        Assert.Equal(2, code);
        Assert.StartsWith("trasa migrate: The database cannot be opened: ", _errors.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Address_to_listen_on_that_is_none_says_what_one_looks_like()
    {
        var code = await RunAsync("serve", "--urls", "5080", "--database", "sqlite::memory:");

        Assert.Equal(2, code);
        Assert.Contains("'5080' is no address to listen on; write it as http://127.0.0.1:5080.", _errors.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("help", "bench")]
    [InlineData("bench", "engine", "--help")]
    public async Task Help_of_one_command_shows_how_it_is_typed(params string[] typed)
    {
        var code = await RunAsync(typed);

        Assert.Equal(0, code);
        Assert.StartsWith("./trasa bench ", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_of_what_is_no_command_says_so()
    {
        var code = await RunAsync("help", "scenarois");

        Assert.Equal(2, code);
        Assert.Contains("no command 'scenarois'", _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_lists_every_command()
    {
        var code = await RunAsync("help");

        Assert.Equal(0, code);
        Assert.All(Commands.All, command => Assert.Contains($"  {command.Name}", _output.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_typed_shows_the_help_and_is_no_success() => Assert.Equal(2, await RunAsync());

    private Task<int> RunAsync(params string[] args) => Commands.RunAsync(args, _output, _errors, TestContext.Current.CancellationToken);
}
