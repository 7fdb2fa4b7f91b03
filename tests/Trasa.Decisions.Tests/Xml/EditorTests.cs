using System.Diagnostics;
using System.Text.Json;
using System.Xml;
using System.Xml.Schema;
using Trasa.Decisions.Benchmarks;
using Trasa.Decisions.Model;
using Trasa.Decisions.Xml;

namespace Trasa.Decisions.Tests.Xml;

/// <summary>
/// Files that we write, opened by the reader inside dmn-js and checked against the schema of DMN 1.3. Both come with the
/// packages of the designer; where those are not installed, or Node.js is not, this is skipped and says so.
/// </summary>
public sealed class EditorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trasa-editor-").FullName;

    private static string? Package { get; } = Repository.Root is { } root ? Path.Combine(root, "designer", "Trasa.Designer", "web", "node_modules", "dmn-moddle") : null;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Written_files_open_without_a_warning_and_with_every_element()
    {
        SkipWithoutPackage();
        var files = Files().ToArray();
        var script = Path.Combine(Repository.Root!, "tests", "Trasa.Decisions.Tests", "Xml", "open.mjs");
        using var node = Start([script, Path.Combine(Package!, "dist", "index.js"), .. files.Select(file => file.Path)]);
        Assert.SkipUnless(node is not null, "Node.js is not there.");

        foreach (var (path, ids) in files)
        {
            var answer = JsonSerializer.Deserialize<Opened>(await node!.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) ?? "null", JsonSerializerOptions.Web);

            Assert.True(answer is { Warnings.Count: 0 }, $"{Path.GetFileName(path)}: {string.Join("; ", answer?.Warnings ?? ["nothing was said"])}");
            Assert.Empty(ids.Except(answer!.Ids));
        }
    }

    [Fact]
    public void Written_files_are_valid()
    {
        SkipWithoutPackage();
        var schemas = new XmlSchemaSet { XmlResolver = new XmlUrlResolver() };
        schemas.Add(null, Path.Combine(Package!, "resources", "dmn", "xsd", "DMN13.xsd"));

        foreach (var (path, _) in Files())
        {
            var problems = new List<string>();
            var settings = new XmlReaderSettings { Schemas = schemas, ValidationType = ValidationType.Schema };
            settings.ValidationEventHandler += (_, problem) => problems.Add($"{Path.GetFileName(path)}({problem.Exception.LineNumber}): {problem.Message}");
            using (var reader = XmlReader.Create(path, settings))
                while (reader.Read()) { }

            Assert.Empty(problems);
        }
    }

    private static void SkipWithoutPackage()
    {
        if (Directory.Exists(Package)) return;
        Assert.True(Environment.GetEnvironmentVariable("CI") != "true", "With CI=true the packages of the designer must be installed: build the designer first.");
        Assert.Skip("The packages of the designer are not installed: build the designer first.");
    }

    /// <summary>Null when Node.js is not installed.</summary>
    private static Process? Start(IEnumerable<string> arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("node", arguments) { RedirectStandardOutput = true });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>One file with everything, a large table, and every table that is shipped.</summary>
    private IEnumerable<(string Path, string[] Ids)> Files()
    {
        yield return Written("whole", DmnReader.Read(WholeModel.Dmn13).Definitions!);
        yield return Written("large", new() { Id = "large", Name = "Large", Namespace = "urn:large", Decisions = [new("table", "Table", new Variable("Table")) { Logic = new SeededTable(7, 500).ToTable(HitPolicy.First) }] });
        foreach (var path in Directory.EnumerateFiles(Path.Combine(Repository.Root!, "samples"), "*.dmn", SearchOption.AllDirectories))
            if (DmnReader.Read(File.ReadAllText(path)).Definitions is { } shipped && !path.Contains("node_modules", StringComparison.Ordinal)) yield return Written(Path.GetFileNameWithoutExtension(path), shipped);
    }

    private (string Path, string[] Ids) Written(string name, Definitions definitions)
    {
        var path = Path.Combine(_folder, name + ".dmn");
        File.WriteAllText(path, DmnWriter.Write(definitions));
        return (path, [.. definitions.Decisions.Select(decision => decision.Id), .. definitions.Inputs.Select(input => input.Id), .. definitions.KnowledgeModels.Select(model => model.Id),
            .. definitions.Services.Select(service => service.Id), .. definitions.Sources.Select(source => source.Id), .. definitions.Annotations.Select(annotation => annotation.Id)]);
    }

    private sealed record Opened(IReadOnlyList<string> Warnings, IReadOnlyList<string> Ids);
}
