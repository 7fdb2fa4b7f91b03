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
        Place("clone/trasa", await File.ReadAllTextAsync(Path.Combine(Root, "trasa"), TestContext.Current.CancellationToken));
        Place("bin/dotnet", Dotnet.ReplaceLineEndings("\n"));
        Directory.CreateDirectory(Path.Combine(_folder, "elsewhere"));

        var said = await BashAsync($"""chmod +x bin/dotnet && cd elsewhere && PATH="{_folder}/bin:$PATH" bash ../clone/trasa {command}""");

        Assert.Equal($"{_folder}/clone/data|{_folder}/elsewhere|{command}", said);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Root { get; } = Path.GetFullPath(typeof(TrasaScriptTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!);

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
