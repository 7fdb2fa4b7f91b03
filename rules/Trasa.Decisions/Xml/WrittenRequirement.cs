using Trasa.Decisions.Model;

namespace Trasa.Decisions.Xml;

/// <summary>A requirement with the id that lines of the diagram refer to.</summary>
internal sealed record WrittenRequirement(string Id, string Element, string Reference, string Href)
{
    public static IEnumerable<WrittenRequirement> Of(string owner, Requirements requirements)
    {
        (string Element, string Reference, string Href)[] all =
        [
            .. requirements.Inputs.Select(href => ("informationRequirement", "requiredInput", href)),
            .. requirements.Decisions.Select(href => ("informationRequirement", "requiredDecision", href)),
            .. requirements.Knowledge.Select(href => ("knowledgeRequirement", "requiredKnowledge", href)),
        ];
        return all.Select((needed, index) => new WrittenRequirement($"{owner}-needs-{index + 1}", needed.Element, needed.Reference, needed.Href));
    }
}
