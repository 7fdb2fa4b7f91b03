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
            .. requirements.Authorities.Select(authority => ("authorityRequirement", ReferenceOf(authority.Kind), authority.Href)),
        ];
        return all.Select((needed, index) => new WrittenRequirement($"{owner}-needs-{index + 1}", needed.Element, needed.Reference, needed.Href));
    }

    private static string ReferenceOf(AuthorityKind kind) => kind switch
    {
        AuthorityKind.Source => "requiredAuthority",
        AuthorityKind.Decision => "requiredDecision",
        AuthorityKind.Input => "requiredInput",
    };
}
