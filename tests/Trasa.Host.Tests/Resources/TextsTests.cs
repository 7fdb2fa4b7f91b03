using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Trasa.Host.Tests.Resources;

/// <summary>Read a failure as: this text is on a screen, and no translator can find it. Add it to Resources/Texts.resx.</summary>
public sealed partial class TextsTests
{
    [Fact]
    public void Every_text_on_a_screen_is_in_the_resource_file()
    {
        var listed = XDocument.Load(Path.Combine(Host, "Resources", "Texts.resx"))
            .Descendants("data").Select(text => text.Attribute("name")!.Value).ToHashSet();

        var missing = UsedTexts().Except(listed).Order();

        Assert.Empty(missing);
    }

    private static IEnumerable<string> UsedTexts() =>
        from folder in (string[])["Components", "PublicPages", "Timelines"]
        from file in Directory.EnumerateFiles(Path.Combine(Host, folder), "*.*", SearchOption.AllDirectories)
        where file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal)
        from Match use in TextUse().Matches(File.ReadAllText(file))
        select Regex.Unescape(use.Groups[1].Value);

    private static string Host { get; } = Path.Combine(
        typeof(TextsTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!,
        "host", "Trasa.Host");

    [GeneratedRegex("""\b(?:T|text)\["((?:[^"\\]|\\.)+)"[\],]""")]
    private static partial Regex TextUse();
}
