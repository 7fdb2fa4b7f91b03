using System.Globalization;
using System.Text.Json;
using Trasa.Decisions.Model;

namespace Trasa.Decisions.Tests.Tables;

/// <summary>Random tables under every hit policy, answered by a second evaluator that knows neither FEEL nor bitmaps.</summary>
public sealed class HitPolicyOracleTests
{
    private const int Tables = 40;
    private const int Questions = 25;

    public static TheoryData<HitPolicy, Aggregation> Policies()
    {
        var data = new TheoryData<HitPolicy, Aggregation>();
        foreach (var policy in Enum.GetValues<HitPolicy>()) data.Add(policy, Aggregation.None);
        foreach (var aggregation in Enum.GetValues<Aggregation>().Where(each => each != Aggregation.None)) data.Add(HitPolicy.Collect, aggregation);
        return data;
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Table_answers_as_the_oracle(HitPolicy policy, Aggregation aggregation)
    {
        for (var seed = 0; seed < Tables; seed++)
        {
            var random = new Random(seed * 31 + (int)policy * 7 + (int)aggregation);
            var oracle = new TableOracle(random, policy, aggregation);
            var decision = TableText.Compile(oracle.ToTable());
            for (var question = 0; question < Questions; question++)
            {
                var inputs = oracle.NextInputs();

                var outcome = decision.Evaluate(inputs);

                Assert.True(
                    Canonical(oracle.Answer(inputs)) == Canonical(outcome.Value),
                    $"seed {seed}, {JsonSerializer.Serialize(inputs)}: {Canonical(oracle.Answer(inputs))} expected, {Canonical(outcome.Value)} came out of{Environment.NewLine}{oracle}");
                Assert.Equal(oracle.Matching(inputs).Select(row => row.Id).Take(policy == HitPolicy.First ? 1 : int.MaxValue), outcome.Trace.Tables[0].Matched.Select(match => match.RuleId));
            }
        }
    }

    private static string Canonical(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        decimal number => number.ToString("0.##########", CultureInfo.InvariantCulture),
        IReadOnlyDictionary<string, object?> fields => "{" + string.Join(", ", fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}: {Canonical(field.Value)}")) + "}",
        System.Collections.IEnumerable items => "[" + string.Join(", ", items.Cast<object?>().Select(Canonical)) + "]",
        _ => throw new InvalidOperationException($"{value.GetType()} is nothing that these tables give."),
    };
}
