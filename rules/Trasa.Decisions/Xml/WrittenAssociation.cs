using Trasa.Decisions.Model;

namespace Trasa.Decisions.Xml;

/// <summary>The line from a remark to an element, with the id that the diagram refers to.</summary>
internal sealed record WrittenAssociation(string Id, string Source, string Target)
{
    public static IEnumerable<WrittenAssociation> Of(TextAnnotation annotation) =>
        annotation.Hrefs.Select((href, index) => new WrittenAssociation($"{annotation.Id}-on-{index + 1}", $"#{annotation.Id}", href));
}
