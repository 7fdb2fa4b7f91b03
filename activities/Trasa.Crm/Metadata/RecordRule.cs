namespace Trasa.Crm.Metadata;

/// <summary>What must hold between the fields of one record, whoever writes it, e.g. that a period does not end before it begins.</summary>
/// <param name="Field">Where it is said that the rule is broken: the field that a person would mend.</param>
/// <param name="Holds">A FEEL expression over the fields. Only an answer of false breaks the rule, so what is not filled in yet breaks none.</param>
/// <param name="Message">What is wrong and what would be right, in a sentence.</param>
public sealed record RecordRule(string Field, string Holds, string Message);
