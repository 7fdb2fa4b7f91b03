using System.Reflection;
using System.Xml.Linq;

namespace Trasa.Architecture.Tests;

/// <summary>The map of who may reference whom. Read a failure as: this project reaches into a room it may not know.</summary>
public sealed class ReferenceMapTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Trasa.Feel"] = [],
        ["Trasa.Model"] = ["Trasa.Feel"],
        ["Trasa.Rules"] = ["Trasa.Feel"],
        ["Trasa.Decisions"] = ["Trasa.Feel", "Trasa.Rules"],
        ["Trasa.Engine"] = ["Trasa.Model"],
        ["Trasa.Engine.Storage"] = ["Trasa.Engine"],
        ["Trasa.Activities"] = ["Trasa.Engine", "Trasa.Rules", "Trasa.Decisions"],
        ["Trasa.Crm"] = ["Trasa.Activities"],
        ["Trasa.Designer"] = ["Trasa.Model", "Trasa.Decisions", "Trasa.Rules"],
        ["Trasa.Host"] = ["Trasa.Crm", "Trasa.Designer", "Trasa.Engine.Storage", "Trasa.Activities", "Trasa.Engine", "Trasa.Decisions", "Trasa.Model", "Trasa.Feel", "Trasa.Rules"],
    };

    /// <summary>Packages that may appear in one room only.</summary>
    private static readonly Dictionary<string, string[]> HomeOfPackage = new()
    {
        ["Microsoft.EntityFrameworkCore"] = ["Trasa.Engine.Storage"],
        ["Npgsql"] = ["Trasa.Engine.Storage"],
        ["Serilog"] = ["Trasa.Host"],
        ["Radzen"] = ["Trasa.Designer", "Trasa.Host"],
    };

    public static TheoryData<string> ProductProjects() =>
        [.. Projects(["engine", "rules", "activities", "designer", "host"]).Select(path => Path.GetFileNameWithoutExtension(path))];

    [Theory]
    [MemberData(nameof(ProductProjects))]
    public void Project_references_only_the_rooms_it_may_know(string project)
    {
        var allowed = Allowed.TryGetValue(project, out var rooms)
            ? rooms
            : throw new InvalidOperationException($"{project} is not on the reference map; put it there with a reason.");

        var references = Items(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));

        Assert.Empty(references.Except(allowed));
    }

    [Theory]
    [MemberData(nameof(ProductProjects))]
    public void Package_stays_in_its_room(string project)
    {
        var strays =
            from package in Items(project, "PackageReference")
            from home in HomeOfPackage
            where package.StartsWith(home.Key, StringComparison.Ordinal) && !home.Value.Contains(project)
            select package;

        Assert.Empty(strays);
    }

    [Theory]
    [InlineData("Trasa.Feel")]
    [InlineData("Trasa.Model")]
    public void Innermost_rooms_need_no_package(string project) => Assert.Empty(Items(project, "PackageReference"));

    private static IEnumerable<string> Items(string project, string kind) =>
        XDocument.Load(Projects(["."]).Single(path => Path.GetFileNameWithoutExtension(path) == project))
            .Descendants(kind)
            .Select(item => item.Attribute("Include")!.Value);

    private static IEnumerable<string> Projects(string[] folders) =>
        folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories))
            .Where(path => !path.Contains("/artifacts/", StringComparison.Ordinal) && !path.Contains("/node_modules/", StringComparison.Ordinal))
            .Distinct();

    private static string Root { get; } = typeof(ReferenceMapTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;
}
