using System.Reflection;
using System.Text.RegularExpressions;
using Trasa.Host.CommandLine;

namespace Trasa.Host.Tests.CommandLine;

/// <summary>Read a failure as: a newcomer who follows this page gets lost here. Mend the page, or what it speaks of.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string[] s_notOurs = [".git", "artifacts", "bin", "dist", "node_modules", "obj"];

    /// <summary>What comes to be when the product runs, and what stands for a name of the reader's own.</summary>
    [GeneratedRegex("^data/|^artifacts/|^/|^\\.|<|NNNN|NAME|KEY|://")]
    private static partial Regex NotInTheRepository { get; }

    [GeneratedRegex("""\]\((?<to>[^)#:]+)\)""")]
    private static partial Regex Link { get; }

    [GeneratedRegex("```.*?```", RegexOptions.Singleline)]
    private static partial Regex Block { get; }

    [GeneratedRegex("""`(?<path>[^`\s]*(/[^`\s]*|\.(cs|razor|tsx?|json|dmn|md|resx|targets|yml)))`""")]
    private static partial Regex Named { get; }

    [GeneratedRegex("""\./trasa +(?<words>[^`\n#|]+)""")]
    private static partial Regex CommandLine { get; }

    [GeneratedRegex("^[a-z-]+$")]
    private static partial Regex SuiteName { get; }

    private static string Root { get; } = Path.GetFullPath(typeof(ReadmeTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!);

    private static List<string> Files { get; } = [.. In(new DirectoryInfo(Root)).Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))];

    public static TheoryData<string> Pages() => [.. Files.Where(file => Path.GetFileName(file) is "README.md" or "CONTRIBUTING.md").Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_leads_somewhere(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Root, page))!;

        var dead = Link.Matches(Text(page)).Select(link => link.Groups["to"].Value).Where(to => !Path.Exists(Path.Combine(folder, to)));

        Assert.Empty(dead);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_file_that_is_named_is_there(string page)
    {
        var named = Named.Matches(Block.Replace(Text(page), "")).Select(use => use.Groups["path"].Value.TrimEnd('/'));

        var missing = named.Where(path => !NotInTheRepository.IsMatch(path) && !Files.Exists(Pattern(path).IsMatch));

        Assert.Empty(missing);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_command_can_be_typed(string page)
    {
        var wrong = CommandLine.Matches(Text(page)).Select(line => line.Groups["words"].Value.Trim()).Where(words => !CanBeTyped(words.Split(' ')));

        Assert.Empty(wrong);
    }

    private static bool CanBeTyped(string[] words)
    {
        if (words[0] is "test" or "help") return words[1..].All(project => Directory.Exists(Path.Combine(Root, "tests", project)));
        return Commands.All.FirstOrDefault(command => command.Name == words[0]) is { } command
            && words.Skip(1).Take(1).Where(word => SuiteName.IsMatch(word)).All(command.Usage.Contains)
            && words.Where(word => word.StartsWith("--", StringComparison.Ordinal)).All(option => command.Usage.Contains($"{option} ", StringComparison.Ordinal))
            && words.Where(word => word.StartsWith("samples/", StringComparison.Ordinal)).All(path => Files.Exists(Pattern(path).IsMatch));
    }

    /// <summary>A page shortens: it may leave out folders in front and the ending, and writes <c>*</c> for any name.</summary>
    private static Regex Pattern(string path) => new($"(^|[/.]){Regex.Escape(path).Replace("\\*", "[^/]*", StringComparison.Ordinal)}($|[/.-])");

    private static string Text(string page) => File.ReadAllText(Path.Combine(Root, page));

    private static IEnumerable<string> In(DirectoryInfo folder) =>
        folder.EnumerateFiles().Select(file => file.FullName)
            .Concat(folder.EnumerateDirectories().Where(inner => !s_notOurs.Contains(inner.Name)).SelectMany(In));
}
