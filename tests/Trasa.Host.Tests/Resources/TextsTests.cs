using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Trasa.Crm.Metadata;
using Trasa.Engine.Instances;
using Trasa.Engine.Journal;
using Trasa.Feel;
using Trasa.Host.Components.Decisions;
using Trasa.Host.Components.Forms;
using Trasa.Host.Components.Layout;
using Trasa.Host.Components.Shared;
using Trasa.Host.Identity;

namespace Trasa.Host.Tests.Resources;

/// <summary>Read a failure as: this text is on a screen, and no translator can find it. Add it to the resource file.</summary>
public sealed partial class TextsTests
{
    [Fact]
    public void Every_text_on_a_screen_is_in_the_resource_file()
    {
        var missing = Used(TextUse(), "host/Trasa.Host", ["Components", "PublicPages", "Timelines"]).Except(Listed("host", "Trasa.Host", "Resources", "Texts.resx")).Order();

        Assert.Empty(missing);
    }

    [Fact]
    public void Every_text_about_workflows_is_in_the_resource_file_of_the_designer()
    {
        var used = Used(DesignerTextUse(), "host/Trasa.Host", ["Components"]).Concat(Used(ScriptTextUse(), "designer/Trasa.Designer/web", ["src"]));

        var missing = used.Except(Listed("designer", "Trasa.Designer", "Resources", "DesignerTexts.resx")).Order();

        Assert.Empty(missing);
    }

    [Fact]
    public void Every_word_that_code_keeps_in_a_list_is_in_the_resource_file()
    {
        Assert.Empty(KeptWords.Except(Listed("host", "Trasa.Host", "Resources", "Texts.resx")).Order());
    }

    private static IEnumerable<string> KeptWords =>
        NavigationItem.All.Select(item => item.Text)
            .Concat(Role.All.Select(role => role.Name))
            .Concat(Enum.GetValues<FieldType>().Select(KindWords.Of))
            .Concat(Enum.GetValues<InstanceStatus>().Select(Words.Of))
            .Concat(Enum.GetValues<FeelCode>().Select(FindingWords.Advice));

    /// <summary>Read a failure as: a translator would work on this text for nothing. Delete it, or spell it as the code does.</summary>
    [Theory]
    [InlineData("host/Trasa.Host/Resources/Texts.resx", "host/Trasa.Host")]
    [InlineData("designer/Trasa.Designer/Resources/DesignerTexts.resx", "host/Trasa.Host", "designer/Trasa.Designer")]
    [InlineData("activities/Trasa.Crm/Timeline/TimelineTexts.resx", "activities/Trasa.Crm/Timeline")]
    public void Every_text_in_a_resource_file_is_used(string resources, params string[] rooms)
    {
        var events = typeof(JournalEvents).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => $"Step.{field.GetRawConstantValue()}");
        var sources = string.Concat(rooms.SelectMany(SourcesOf).Select(File.ReadAllText));

        var unused = Listed(resources).Except(events).Except(KeptWords).Where(text => !IsSpelled(text, sources)).Order();

        Assert.Empty(unused);
    }

    [Fact]
    public void Every_sentence_of_a_timeline_is_in_its_resource_file()
    {
        var missing = Used(TimelineTextUse(), "activities/Trasa.Crm", ["Timeline"]).Where(key => key != "Step.").Except(Listed("activities/Trasa.Crm/Timeline/TimelineTexts.resx")).Order();

        Assert.Empty(missing);
    }

    [Fact]
    public void Every_translation_has_the_texts_of_the_English_file()
    {
        var files = ResourceFiles.Where(IsTranslation).ToList();

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.Equal(Listed(Regex.Replace(file, @"\...\.resx$", ".resx")).Order(), Listed(file).Order()));
    }

    [Fact]
    public void Every_resource_file_is_tried_here()
    {
        var files = ResourceFiles.Where(file => !IsTranslation(file)).Select(Path.GetFileName);

        Assert.Equal(["DesignerTexts.resx", "Texts.resx", "TimelineTexts.resx"], files.Order());
    }

    /// <summary>The English texts of a resource file, by its path in the repository.</summary>
    internal static HashSet<string> Listed(params string[] path) =>
        XDocument.Load(Path.Combine([Root, .. path])).Descendants("data").Select(text => text.Attribute("name")!.Value).ToHashSet();

    private static IEnumerable<string> Used(Regex use, string project, string[] folders) =>
        from folder in folders
        from file in SourcesOf(Path.Combine(project, folder))
        from Match match in use.Matches(File.ReadAllText(file))
        select Regex.Unescape(match.Groups[1].Value);

    private static IEnumerable<string> SourcesOf(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".razor" or ".cs" or ".ts" or ".tsx").Where(IsSource);

    private static IEnumerable<string> ResourceFiles =>
        from room in (string[])["activities", "designer", "engine", "host", "rules"]
        from file in Directory.EnumerateFiles(Path.Combine(Root, room), "*.resx", SearchOption.AllDirectories)
        where IsSource(file)
        select file;

    /// <summary>As <c>TimelineTexts.ro.resx</c>.</summary>
    private static bool IsTranslation(string file) => Path.HasExtension(Path.GetFileNameWithoutExtension(file));

    private static bool IsSource(string file) =>
        !Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar).Any(folder => folder is "artifacts" or "node_modules" or "wwwroot");

    private static bool IsSpelled(string text, string sources) =>
        sources.Contains($"\"{text.Replace("\"", "\\\"", StringComparison.Ordinal)}\"", StringComparison.Ordinal)
        || sources.Contains($"'{text.Replace("'", "\\'", StringComparison.Ordinal)}'", StringComparison.Ordinal);

    private static string Root { get; } =
        typeof(TextsTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    [GeneratedRegex("""\b(?:T|text)\["((?:[^"\\]|\\.)+)"[\],]""")]
    private static partial Regex TextUse();

    [GeneratedRegex("""\bD\["((?:[^"\\]|\\.)+)"[\],]""")]
    private static partial Regex DesignerTextUse();

    [GeneratedRegex("""(?<![\w.])t\('((?:[^'\\]|\\.)+)'""")]
    private static partial Regex ScriptTextUse();

    [GeneratedRegex("""TimelineTexts\.(?:Say|Word)\((?:[^"()]*\? )?"([^"]+)""")]
    private static partial Regex TimelineTextUse();
}
