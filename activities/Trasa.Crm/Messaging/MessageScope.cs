using Trasa.Crm.Cases;
using Trasa.Crm.Records;

namespace Trasa.Crm.Messaging;

/// <summary>What a template may name: <c>case</c>, <c>contact</c>, <c>company</c>, <c>contract</c>, <c>due</c>, and what the caller adds.</summary>
internal static class MessageScope
{
    public static Dictionary<string, object?> Of(CaseFacts facts, IReadOnlyDictionary<string, object?> extra)
    {
        var scope = new Dictionary<string, object?>
        {
            ["case"] = Context(facts.Case),
            ["contact"] = Context(facts.Contact),
            ["company"] = Context(facts.Company),
            ["contract"] = Context(facts.Contract),
        };
        foreach (var (name, value) in extra) scope[name] = value;
        return scope;
    }

    /// <summary>A record as a FEEL context, or null.</summary>
    public static IReadOnlyDictionary<string, object?>? Context(Record? record) => record is null ? null : RecordValues.Of(record);
}
