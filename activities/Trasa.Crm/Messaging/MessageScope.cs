using Trasa.Crm.Records;

namespace Trasa.Crm.Messaging;

/// <summary>What a template may name: <c>record</c> (also by the name of its type, e.g. <c>case</c>), <c>contact</c>, <c>company</c>, <c>contract</c>, <c>due</c>, and what the caller adds.</summary>
internal static class MessageScope
{
    public static Dictionary<string, object?> Of(RecordFacts facts, IReadOnlyDictionary<string, object?> extra)
    {
        var scope = new Dictionary<string, object?>
        {
            ["contact"] = Context(facts.Contact),
            ["company"] = Context(facts.Company),
            ["contract"] = Context(facts.Contract),
            ["record"] = Context(facts.Record),
            [facts.Record.Type] = Context(facts.Record),
        };
        foreach (var (name, value) in extra) scope[name] = value;
        return scope;
    }

    /// <summary>A record as a FEEL context, or null.</summary>
    public static IReadOnlyDictionary<string, object?>? Context(Record? record) => record is null ? null : RecordValues.Of(record);
}
