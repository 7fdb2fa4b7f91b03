using System.Diagnostics;
using System.Reflection;

namespace Trasa.Host.Tests.CommandLine;

/// <summary>The script <c>./trasa</c> itself, in a clone whose <c>dotnet</c> only says how it was called.</summary>
public sealed class TrasaScriptTests : IDisposable
{
    private const string Dotnet = """
        #!/usr/bin/env bash
        case "$1" in
          build|restore) exit 0 ;;
          *) printf '%s|%s|%s' "$TRASA_DATA" "$PWD" "${*:2}" ;;
        esac
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("trasa-script-").FullName;

    [Theory]
    [InlineData("run")]
    [InlineData("process mail.eml")]
    [InlineData("users list")]
    public async Task Every_command_has_the_data_of_the_clone_and_the_files_of_the_caller(string command)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no bash.");
        await CloneAsync();

        Assert.Equal($"{_folder}/clone/data|{_folder}/elsewhere|{command}", await CallAsync(command));
    }

    [Fact]
    public async Task Database_of_the_caller_goes_on_being_used_until_the_clone_has_one()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no bash.");
        await CloneAsync();
        Place("elsewhere/data/trasa.db", "");

        var before = await CallAsync("serve 2>&1");
        Place("clone/data/trasa.db", "");
        var after = await CallAsync("serve");

        Assert.Contains($"using the data in {_folder}/elsewhere/data", before, StringComparison.Ordinal);
        Assert.EndsWith($"{_folder}/elsewhere/data|{_folder}/elsewhere|serve", before, StringComparison.Ordinal);
        Assert.Equal($"{_folder}/clone/data|{_folder}/elsewhere|serve", after);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Root { get; } = Path.GetFullPath(typeof(TrasaScriptTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!);

    private async Task CloneAsync()
    {
        Place("clone/trasa", await File.ReadAllTextAsync(Path.Combine(Root, "trasa"), TestContext.Current.CancellationToken));
        Place("bin/dotnet", Dotnet.ReplaceLineEndings("\n"));
        Directory.CreateDirectory(Path.Combine(_folder, "elsewhere"));
    }

    private Task<string> CallAsync(string command) => BashAsync($"""chmod +x bin/dotnet && cd elsewhere && PATH="{_folder}/bin:$PATH" bash ../clone/trasa {command}""");

    private void Place(string path, string content)
    {
        var file = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
    }

    private async Task<string> BashAsync(string line)
    {
        var start = new ProcessStartInfo("bash", ["-c", line]) { WorkingDirectory = _folder, RedirectStandardOutput = true };
        start.Environment.Remove("TRASA_DATA");
        start.Environment.Remove("TRASA_CONFIGURATION");
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return said;
    }
}
