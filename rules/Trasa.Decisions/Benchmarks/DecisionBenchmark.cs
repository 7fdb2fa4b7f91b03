using System.Globalization;
using Trasa.Decisions.Graph;
using Trasa.Decisions.Model;
using Trasa.Decisions.Tables;
using Trasa.Decisions.Xml;
using Trasa.Feel;
using Trasa.Feel.Values;

namespace Trasa.Decisions.Benchmarks;

/// <summary>Measures tables and expressions; every answer is checked against plain C# before anything is timed.</summary>
public static class DecisionBenchmark
{
    private const int Seed = 20260101;
    private const int Inputs = 1024;
    private const int FileRules = 1000;

    /// <exception cref="InvalidOperationException">A table gave another answer than the oracle.</exception>
    public static IReadOnlyList<Figure> Run(CancellationToken cancellationToken)
    {
        var figures = new List<Figure>();
        var cold = ReadAndCompile();
        foreach (var (rules, bar) in new[] { (50, 1.5), (1000, 3.0) })
        {
            cancellationToken.ThrowIfCancellationRequested();
            figures.AddRange(Table(rules, bar));
        }
        figures.Add(Comparison());
        figures.Add(new Figure($"read and compile {FileRules} rules, first time in the process", cold, "ms", 150));
        figures.Add(new Figure($"read and compile {FileRules} rules, warm", Measure.Median(Enumerable.Range(0, 5).Select(_ => ReadAndCompile())), "ms", 150));
        return figures;
    }

    private static IEnumerable<Figure> Table(int rules, double bar)
    {
        var seeded = new SeededTable(Seed, rules);
        var inputs = Enumerable.Range(0, Inputs).Select(_ => seeded.NextInput()).ToArray();
        var first = Compile(seeded.ToTable(HitPolicy.First));
        var collect = Compile(seeded.ToTable(HitPolicy.Collect));
        CheckAnswers(seeded, inputs, first, collect);
        var (session, collecting) = (first.OpenSession(SeededTable.Variables)!, collect.OpenSession(SeededTable.Variables)!);
        var values = Array.ConvertAll(inputs, ValuesOf);
        var plain = Array.ConvertAll(inputs, PlainOf);
        var name = "5x" + rules.ToString(CultureInfo.InvariantCulture);
        yield return Time($"{name} FIRST, outputs and trace bits", bar, i => Ask(session, values[i & (Inputs - 1)]).First());
        yield return new Figure($"{name} FIRST, allocated", Measure.BytesPerCall(i => Ask(session, values[i & (Inputs - 1)]).First()), "B", 0);
        yield return Time($"{name} COLLECT, outputs of all matches", bar, i => Ask(collecting, values[i & (Inputs - 1)]).Collect());
        yield return Time($"{name} FIRST, cell by cell", rules == 1000 ? 25 : null, i => Ask(session, values[i & (Inputs - 1)]).FirstByScan());
        yield return Time($"{name} FIRST, from a dictionary", null, i => first.Calculate(plain[i & (Inputs - 1)]));
        yield return Time($"{name} FIRST, from a dictionary with its trace", null, i => first.Evaluate(plain[i & (Inputs - 1)]));
    }

    private static Figure Time(string name, double? bar, Action<int> work) => new(name, Measure.CpuMicroseconds(work), "us", bar);

    private static Figure Comparison()
    {
        var expression = FeelExpression.Compile("amount > 1000");
        var variables = new Dictionary<string, object?> { ["amount"] = 1500m };
        return Time("FEEL comparison, from a dictionary", 0.25, _ => expression.Evaluate(variables));
    }

    private static double ReadAndCompile()
    {
        var xml = DmnWriter.Write(DefinitionsOf(new SeededTable(Seed, FileRules).ToTable(HitPolicy.First)));
        // What the compiler still does for the writer is not the reader's.
        Measure.Settle(_ => { });
        return Measure.Cpu(_ => DecisionModel.Compile(DmnReader.Read(xml).Definitions!), 1);
    }

    private static void CheckAnswers(SeededTable seeded, PlainInput[] inputs, Decision first, Decision collect)
    {
        var session = first.OpenSession(SeededTable.Variables)!;
        foreach (var input in inputs)
        {
            var expected = seeded.Matches(input).ToArray();
            var indexed = Ask(session, ValuesOf(input)).First();
            var scanned = Ask(session, ValuesOf(input)).FirstByScan();
            var all = collect.Evaluate(PlainOf(input)).Trace.Tables[0].Matched.Select(match => match.Index);
            if (indexed != expected.DefaultIfEmpty(-1).First() || scanned != indexed || !all.SequenceEqual(expected))
                throw new InvalidOperationException($"The table and the oracle disagree about {input}; the figures would mean nothing.");
        }
    }

    private static TableSession Ask(TableSession session, FeelValue[] values)
    {
        for (var i = 0; i < values.Length; i++) session.Set(i, values[i]);
        return session;
    }

    private static FeelValue[] ValuesOf(PlainInput input) =>
        [FeelValue.Of(input.Region), FeelValue.Of(input.Product), FeelValue.Of(input.Amount), FeelValue.Of(input.Age), FeelValue.Of(input.Channel)];

    private static Dictionary<string, object?> PlainOf(PlainInput input) => new()
    {
        ["region"] = input.Region, ["product"] = input.Product, ["amount"] = input.Amount, ["age"] = input.Age, ["channel"] = input.Channel,
    };

    private static Definitions DefinitionsOf(DecisionTable table) => new()
    {
        Id = "bench", Name = "Bench", Namespace = "urn:trasa:bench",
        Decisions = [new DecisionElement("table", "Table", new Variable("Table")) { Logic = table }],
    };

    private static Decision Compile(DecisionTable table) => DecisionModel.Compile(DefinitionsOf(table)).Find("table")!;
}
