using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Trasa.Crm.Metadata;
using Trasa.Engine.Instances;
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
        var words = NavigationItem.All.Select(item => item.Text)
            .Concat(Role.All.Select(role => role.Name))
            .Concat(Enum.GetValues<FieldType>().Select(KindWords.Of))
            .Concat(Enum.GetValues<InstanceStatus>().Select(Words.Of));

        Assert.Empty(words.Except(Listed("host", "Trasa.Host", "Resources", "Texts.resx")).Order());
    }

    /// <summary>The English texts of a resource file, by its path in the repository.</summary>
    internal static HashSet<string> Listed(params string[] path) =>
        XDocument.Load(Path.Combine([Root, .. path])).Descendants("data").Select(text => text.Attribute("name")!.Value).ToHashSet();

    private static IEnumerable<string> Used(Regex use, string project, string[] folders) =>
        from folder in folders
        from file in Directory.EnumerateFiles(Path.Combine(Root, project, folder), "*.*", SearchOption.AllDirectories)
        where Path.GetExtension(file) is ".razor" or ".cs" or ".ts" or ".tsx"
        from Match match in use.Matches(File.ReadAllText(file))
        select Regex.Unescape(match.Groups[1].Value);

    private static string Root { get; } =
        typeof(TextsTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    [GeneratedRegex("""\b(?:T|text)\["((?:[^"\\]|\\.)+)"[\],]""")]
    private static partial Regex TextUse();

    [GeneratedRegex("""\bD\["((?:[^"\\]|\\.)+)"[\],]""")]
    private static partial Regex DesignerTextUse();

    [GeneratedRegex("""(?<![\w.])t\('((?:[^'\\]|\\.)+)'""")]
    private static partial Regex ScriptTextUse();
}
