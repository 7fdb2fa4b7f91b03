using Trasa.Host.CommandLine;
using Trasa.Host.Hosting;

namespace Trasa.Host.Tests.CommandLine;

public sealed class ValidateCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trasa-validate-").FullName;

    public ValidateCommandTests()
    {
        var sample = Path.Combine(SampleOrganisation.Folder()!, "case-desk");
        foreach (var file in Directory.EnumerateFiles(sample, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_folder, Path.GetRelativePath(sample, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Case_desk_is_valid_without_a_warning()
    {
        var (exit, output) = await ValidateAsync();

        Assert.True(exit == 0, output);
        Assert.Equal($"{_folder} is valid", output.Trim());
    }

    // A problem names the line on which its rule, expression or placeholder begins, which may be a little above.
    [Theory]
    [InlineData("decisions/R-SLA.dmn", "<text>\"gold\"</text>", "<text>\"gold\" +</text>", 1, "FEEL-001")]
    [InlineData("workflows/case-life.json", "string(case.id)", "string(case.id", 2, "WF018")]
    [InlineData("templates/offer.en.md", "{{ case.priority }}", "{{ case.priority + }}", 0, "TPL-001")]
    public async Task Broken_file_is_refused_with_place_and_reason(string file, string from, string to, int above, string code)
    {
        var line = Break(file, from, to) - above;

        var (exit, output) = await ValidateAsync();

        Assert.True(exit == 1, output);
        Assert.Contains($"{file}:{line}: {code} ", output, StringComparison.Ordinal);
        Assert.EndsWith($"{_folder}: 1 error", output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arrow_to_an_unknown_activity_is_named()
    {
        Break("workflows/case-life.json", "\"activity\": \"again\"", "\"activity\": \"nowhere\"");

        var (exit, output) = await ValidateAsync();

        Assert.Equal(1, exit);
        Assert.Matches("(?m)^workflows/case-life\\.json:[1-9][0-9]*: WF013 The arrow leads from or to 'nowhere'", output);
    }

    [Fact]
    public async Task Activity_that_is_not_installed_is_a_warning()
    {
        Break("workflows/queue-drain.json", "\"type\": \"Elsa.Event\"", "\"type\": \"Elsewhere.Event\"");

        var (exit, output) = await ValidateAsync();

        Assert.True(exit == 0, output);
        Assert.Contains("'Elsewhere.Event' is not installed", output, StringComparison.Ordinal);
        Assert.Contains("(warning)", output, StringComparison.Ordinal);
    }

    /// <summary>Replaces the first occurrence and returns its line, from 1.</summary>
    private int Break(string file, string from, string to)
    {
        var path = Path.Combine(_folder, file);
        var text = File.ReadAllText(path);
        var at = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{file} has no {from} any more.");
        File.WriteAllText(path, text[..at] + to + text[(at + from.Length)..]);
        return text[..at].Count(letter => letter == '\n') + 1;
    }

    private async Task<(int Exit, string Output)> ValidateAsync()
    {
        await using var output = new StringWriter();
        var exit = await new ValidateCommand().RunAsync([_folder], output, TestContext.Current.CancellationToken);
        return (exit, output.ToString());
    }
}
