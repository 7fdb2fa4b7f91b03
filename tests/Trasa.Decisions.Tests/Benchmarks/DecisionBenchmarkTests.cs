using Trasa.Decisions.Benchmarks;
using Trasa.Decisions.Model;
using Trasa.Decisions.Tests.Tables;
using Trasa.Feel.Values;

namespace Trasa.Decisions.Tests.Benchmarks;

/// <summary>What the benchmark measures, checked without a clock: equal answers, and no allocation.</summary>
public sealed class DecisionBenchmarkTests
{
    [Fact]
    public void Session_answers_as_the_oracle_and_allocates_nothing()
    {
        var seeded = new SeededTable(3, 300);
        var session = TableText.Compile(seeded.ToTable(HitPolicy.First)).OpenSession(SeededTable.Variables)!;
        var inputs = Enumerable.Range(0, 500).Select(_ => seeded.NextInput()).ToArray();
        var expected = Array.ConvertAll(inputs, input => seeded.Matches(input).DefaultIfEmpty(-1).First());

        var answers = new int[inputs.Length];
        long allocated = 0;
        // The first round compiles the code.
        for (var round = 0; round < 2; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < inputs.Length; i++) answers[i] = Ask(session, inputs[i]);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(expected, answers);
        Assert.Equal(0, allocated);
    }

    private static int Ask(Trasa.Decisions.Tables.TableSession session, PlainInput input)
    {
        session.Set(0, FeelValue.Of(input.Region));
        session.Set(1, FeelValue.Of(input.Product));
        session.Set(2, FeelValue.Of(input.Amount));
        session.Set(3, FeelValue.Of(input.Age));
        session.Set(4, FeelValue.Of(input.Channel));
        return session.First();
    }
}
